package dev.pollux.kafka;

import dev.pollux.kafka.GroupReport.Owner;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.jspecify.annotations.Nullable;

/** Asks once where a group stands, with a client of its own, whether or not a worker runs. Blocks until the brokers answer. */
public final class GroupInquiry {
    private static final Duration ANSWER = Duration.ofSeconds(10);

    /** So precise are the ages, or a tenth of them; it takes a question for each halving. */
    private static final Duration PRECISE = Duration.ofSeconds(1);

    private static final int MOST_QUESTIONS = 40;

    private final KafkaSettings settings;
    private final ClientProperties properties;

    public GroupInquiry(KafkaSettings settings, ClientProperties properties) {
        this.settings = settings;
        this.properties = properties;
    }

    /**
     * Asks.
     *
     * @throws IOException says for people why the brokers did not answer
     * @throws KafkaException where a client's property has a wrong value
     */
    public GroupReport ask() throws IOException, InterruptedException {
        try (Admin admin = Admin.create(properties.admin())) {
            return ask(admin);
        } catch (ExecutionException e) {
            throw unanswered(e.getCause() == null ? e : e.getCause());
        } catch (KafkaException e) {
            if (Failures.isUnresolvable(e)) {
                throw new IOException(((ClusterFinding.Wrong) ClusterFinding.unreachable(servers())).problem(), e);
            }
            throw e;
        }
    }

    private GroupReport ask(Admin admin) throws IOException, ExecutionException, InterruptedException {
        var options = new DescribeTopicsOptions().timeoutMs((int) ANSWER.toMillis());
        DescribedTopics topics = DescribedTopics.await(
                admin.describeTopics(names(admin), options).topicNameValues());
        if (!topics.failures().isEmpty()) {
            throw unanswered(topics.failures().getFirst());
        }
        if (!topics.missing().isEmpty()) {
            throw new IOException("the topic does not exist: " + String.join(", ", topics.missing()));
        }
        var history = new GroupHistory(PRECISE, MOST_QUESTIONS);
        history.look(new GroupLook(admin, settings, properties.isolation(), ANSWER), topics.partitions());
        ConsumerGroupDescription group = describe(admin);
        return group == null
                ? new GroupReport(null, 0, history.partitions(), Map.of())
                : new GroupReport(
                        group.groupState().toString(),
                        group.members().size(),
                        history.partitions(),
                        owners(group.members()));
    }

    private Collection<String> names(Admin admin) throws ExecutionException, InterruptedException {
        return switch (settings.subscription()) {
            case Subscription.Topics(var names) -> names;
            case Subscription.Matching(var pattern) -> matching(admin, pattern);
        };
    }

    private static Collection<String> matching(Admin admin, Pattern pattern)
            throws ExecutionException, InterruptedException {
        var options = new ListTopicsOptions().timeoutMs((int) ANSWER.toMillis());
        return admin.listTopics(options).names().get().stream()
                .filter(name -> pattern.matcher(name).matches())
                .toList();
    }

    private @Nullable ConsumerGroupDescription describe(Admin admin) throws ExecutionException, InterruptedException {
        var options = new DescribeConsumerGroupsOptions().timeoutMs((int) ANSWER.toMillis());
        try {
            return admin.describeConsumerGroups(List.of(settings.group()), options)
                    .all()
                    .get()
                    .get(settings.group());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return null;
            }
            throw e;
        }
    }

    private static Map<TopicPartition, Owner> owners(Collection<MemberDescription> members) {
        Map<TopicPartition, Owner> owners = new HashMap<>();
        for (MemberDescription member : members) {
            Owner owner = new Owner(
                    member.groupInstanceId().orElse(member.consumerId()),
                    member.host().replaceFirst("^/", ""));
            member.assignment().topicPartitions().forEach(partition -> owners.put(partition, owner));
        }
        return owners;
    }

    private IOException unanswered(Throwable cause) {
        String why = switch (ClusterFinding.of(cause, servers())) {
            case ClusterFinding.Wrong(var problem) -> problem;
            case ClusterFinding.Refused(var refused) -> refused;
            case ClusterFinding.Well() -> "the brokers answer: " + cause.getMessage();
        };
        return new IOException(why, cause);
    }

    private String servers() {
        return String.valueOf(settings.client().get("bootstrap.servers"));
    }
}
