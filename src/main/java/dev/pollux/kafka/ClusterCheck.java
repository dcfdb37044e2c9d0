package dev.pollux.kafka;

import dev.pollux.engine.EngineSettings;
import dev.pollux.engine.OnExhausted;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/**
 * Looks for all that a worker needs of the brokers: that they answer, that the topics are there, and the rights. Changes
 * nothing and joins no group. For one thread; blocks.
 */
public final class ClusterCheck {
    private static final int ANSWER_MILLIS = (int) Duration.ofSeconds(5).toMillis();

    private final KafkaSettings settings;
    private final ClientProperties properties;
    private final boolean deadLetters;
    private final int metadataChars;
    private final Findings findings;

    /** Where it says what it found; each a sentence. */
    public interface Findings {
        /** As it has to be. */
        void fine(String what);

        /** The worker works, but hardly as it was meant. */
        void unwise(String what);

        /** The worker does not work. */
        void wrong(String what);
    }

    /**
     * @throws IllegalArgumentException where a client's property that Pollux itself needs has a wrong value
     * @throws KafkaException where a client's property has a wrong value
     */
    public ClusterCheck(KafkaSettings settings, EngineSettings engine, Findings findings) {
        this.settings = settings;
        this.findings = findings;
        properties = new ClientProperties(settings, engine.buffer());
        properties.check();
        deadLetters = engine.onExhausted() == OnExhausted.DEAD_LETTER;
        metadataChars = engine.commit().metadataMaxChars();
    }

    /** Looks, and says everything. */
    public void run() throws InterruptedException {
        String servers = String.valueOf(settings.client().get("bootstrap.servers"));
        try (Admin admin = Admin.create(properties.admin())) {
            if (reaches(admin, servers)) {
                Collection<String> topics = topics(admin);
                topics(admin, topics, AclOperation.READ, "");
                if (deadLetters) {
                    Set<String> letters = new TreeSet<>();
                    topics.forEach(topic -> letters.add(settings.deadLetterTopic(topic)));
                    topics(admin, letters, AclOperation.WRITE, ", and a dead letter would be waited for until it does");
                }
                group(admin);
                new LimitsCheck(admin, settings, properties, findings).run(metadataChars);
            }
        } catch (KafkaException e) {
            findings.wrong(
                    Failures.isUnresolvable(e)
                            ? "no name of kafka.bootstrap.servers (" + servers + ") can be resolved"
                            : "the client cannot be made: " + e.getMessage());
        }
    }

    private boolean reaches(Admin admin, String servers) throws InterruptedException {
        var cluster = admin.describeCluster(new DescribeClusterOptions().timeoutMs(ANSWER_MILLIS));
        return switch (Answer.of(cluster.nodes())) {
            case Answer.Given(var nodes) -> {
                findings.fine("brokers at " + servers + ": " + count(nodes.size(), "broker"));
                yield true;
            }
            case Answer.Refused(AuthenticationException refused) -> {
                findings.wrong("the brokers at " + servers + " refuse the credentials: " + refused.getMessage());
                yield false;
            }
            case Answer.Refused(var cause) -> {
                findings.wrong("the brokers at " + servers + " cannot be reached: " + cause.getMessage());
                yield false;
            }
        };
    }

    private Collection<String> topics(Admin admin) throws InterruptedException {
        return switch (settings.subscription()) {
            case Subscription.Topics(var names) -> names;
            case Subscription.Matching(var pattern) -> matching(admin, pattern);
        };
    }

    private Collection<String> matching(Admin admin, Pattern pattern) throws InterruptedException {
        Set<String> matching = new TreeSet<>();
        var all = admin.listTopics(new ListTopicsOptions().timeoutMs(ANSWER_MILLIS));
        switch (Answer.of(all.names())) {
            case Answer.Given(var names) -> {
                matching.addAll(names);
                matching.removeIf(name -> !pattern.matcher(name).matches());
                if (matching.isEmpty()) {
                    findings.unwise("no topic that may be seen matches topic-pattern");
                }
            }
            case Answer.Refused(var cause) -> findings.wrong("the topics cannot be listed: " + cause.getMessage());
        }
        return matching;
    }

    /**
     * @param need the right to them
     * @param missing what follows where one is not there
     */
    private void topics(Admin admin, Collection<String> names, AclOperation need, String missing)
            throws InterruptedException {
        var options =
                new DescribeTopicsOptions().includeAuthorizedOperations(true).timeoutMs(ANSWER_MILLIS);
        Map<String, KafkaFuture<TopicDescription>> answers =
                new TreeMap<>(admin.describeTopics(names, options).topicNameValues());
        for (var answer : answers.entrySet()) {
            String topic = "topic " + answer.getKey();
            switch (Answer.of(answer.getValue())) {
                case Answer.Given(var description) -> topic(topic, description, need);
                case Answer.Refused(UnknownTopicOrPartitionException none) ->
                    findings.wrong(topic + " does not exist" + missing);
                case Answer.Refused(AuthorizationException refused) -> needs(topic, need);
                case Answer.Refused(var cause) -> findings.wrong(topic + ": " + cause.getMessage());
            }
        }
    }

    private void topic(String topic, TopicDescription description, AclOperation need) {
        if (isAllowed(description.authorizedOperations(), need)) {
            findings.fine(topic + ": " + count(description.partitions().size(), "partition")
                    + (need == AclOperation.READ ? ", readable" : ", writable"));
        } else {
            needs(topic, need);
        }
    }

    private void group(Admin admin) throws InterruptedException {
        String group = "group " + settings.group();
        var options = new DescribeConsumerGroupsOptions()
                .includeAuthorizedOperations(true)
                .timeoutMs(ANSWER_MILLIS);
        var groups =
                admin.describeConsumerGroups(List.of(settings.group()), options).all();
        switch (Answer.of(groups)) {
            case Answer.Given(var descriptions) ->
                descriptions.values().forEach(description -> group(group, description));
            case Answer.Refused(GroupIdNotFoundException none) -> findings.fine(group + ": new");
            case Answer.Refused(AuthorizationException refused) -> needs(group, AclOperation.READ);
            case Answer.Refused(var cause) -> findings.wrong(group + ": " + cause.getMessage());
        }
    }

    private void group(String group, ConsumerGroupDescription description) {
        if (isAllowed(description.authorizedOperations(), AclOperation.READ)) {
            findings.fine(group + ": " + count(description.members().size(), "member"));
        } else {
            needs(group, AclOperation.READ);
        }
    }

    private void needs(String what, AclOperation right) {
        findings.wrong(what + ": the user lacks the right to " + right + " it, or to DESCRIBE it");
    }

    /** Brokers that do not say forbid nothing as far as anybody can tell. */
    private static boolean isAllowed(@Nullable Set<AclOperation> rights, AclOperation need) {
        return rights == null || rights.contains(need) || rights.contains(AclOperation.ALL);
    }

    private static String count(int count, String what) {
        return count == 1 ? "1 " + what : count + " " + what + 's';
    }
}
