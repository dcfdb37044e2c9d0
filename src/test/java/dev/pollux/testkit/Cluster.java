package dev.pollux.testkit;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.awaitility.Awaitility;

/** Topics and offsets as the brokers see them. Thread-safe. */
public final class Cluster implements AutoCloseable {
    private static final Duration TOPIC_BOUND = Duration.ofSeconds(30);

    private final String servers;
    private final Admin admin;

    /** Connects to the brokers. */
    public Cluster(String bootstrapServers) {
        this.servers = bootstrapServers;
        this.admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
    }

    /** Connects to a broker. */
    public static Cluster of(Broker broker) {
        return new Cluster(broker.bootstrapServers());
    }

    /** What clients put into {@code bootstrap.servers}. */
    public String bootstrapServers() {
        return servers;
    }

    /** For whatever is not here. */
    public Admin admin() {
        return admin;
    }

    /** Creates a topic with a name that starts with {@code prefix} and was never used. */
    public String newTopic(String prefix, int partitions) {
        String name = Names.unique(prefix);
        createTopic(name, partitions);
        return name;
    }

    /** Creates a topic. */
    public void createTopic(String name, int partitions) {
        createTopic(name, partitions, Map.of());
    }

    /**
     * Creates a topic with these settings and waits until every partition has a leader that answers: a producer that
     * starts earlier can lose its first batches.
     */
    public void createTopic(String name, int partitions, Map<String, String> settings) {
        NewTopic topic = new NewTopic(name, Optional.of(partitions), Optional.empty()).configs(settings);
        get(admin.createTopics(List.of(topic)).all());
        Awaitility.await("leaders of " + name)
                .atMost(TOPIC_BOUND)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .ignoreExceptions()
                .until(() -> endOffsets(name).size() == partitions);
    }

    /** Deletes a topic; its partitions may be listed for some moments more. */
    public void deleteTopic(String name) {
        get(admin.deleteTopics(List.of(name)).all());
    }

    /** Deletes a topic and makes it again, empty, as soon as the name is free. */
    public void makeAnew(String name, int partitions) {
        deleteTopic(name);
        Awaitility.await("making " + name + " anew")
                .atMost(TOPIC_BOUND)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .ignoreExceptions()
                .until(() -> {
                    createTopic(name, partitions);
                    return true;
                });
    }

    /** Changes settings of a topic. */
    public void configureTopic(String name, Map<String, String> settings) {
        configure(ConfigResource.Type.TOPIC, name, settings);
    }

    /** Changes settings of a group (KIP-848), which need not exist yet. */
    public void configureGroup(String group, Map<String, String> settings) {
        configure(ConfigResource.Type.GROUP, group, settings);
    }

    /** The topic's partitions. */
    public List<TopicPartition> partitions(String topic) {
        TopicDescription description = get(admin.describeTopics(List.of(topic)).allTopicNames())
                .values()
                .iterator()
                .next();
        int count = description.partitions().size();
        return IntStream.range(0, count)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
    }

    /** Of each partition the offset of its first record. */
    public Map<TopicPartition, Long> beginningOffsets(String topic) {
        return offsets(partitions(topic), OffsetSpec.earliest());
    }

    /** Of each partition the offset after its last record. */
    public Map<TopicPartition, Long> endOffsets(String topic) {
        return offsets(partitions(topic), OffsetSpec.latest());
    }

    /** What the group committed, with metadata; partitions without a commit are not in it. */
    public Map<TopicPartition, OffsetAndMetadata> committed(String group) {
        Map<TopicPartition, OffsetAndMetadata> committed =
                new HashMap<>(get(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata()));
        // The client answers with null for a partition that was asked for and has none.
        committed.values().removeIf(offset -> offset == null);
        return committed;
    }

    /** The offset that the group committed for a partition; -1 where there is none. */
    public long committed(String group, TopicPartition partition) {
        OffsetAndMetadata commit = committed(group).get(partition);
        return commit == null ? -1 : commit.offset();
    }

    /** Commits for a group that has no members, as a person would who moves it. */
    public void commit(String group, Map<TopicPartition, OffsetAndMetadata> offsets) {
        get(admin.alterConsumerGroupOffsets(group, offsets).all());
    }

    /** What the group's members are assigned, by {@code group.instance.id}; dynamic members are not in it. */
    public Map<String, Set<TopicPartition>> staticMembers(String group) {
        Map<String, Set<TopicPartition>> assigned = new TreeMap<>();
        get(admin.describeConsumerGroups(List.of(group)).all()).values().stream()
                .flatMap(description -> description.members().stream())
                .forEach(member -> member.groupInstanceId()
                        .ifPresent(id -> assigned.put(id, member.assignment().topicPartitions())));
        return assigned;
    }

    /** The offset after a partition's last record. */
    public long endOffset(TopicPartition partition) {
        return sum(offsets(List.of(partition), OffsetSpec.latest()));
    }

    /** How many records each partition has behind the group's commit; all of them where there is no commit. */
    public Map<TopicPartition, Long> lagByPartition(String group, String topic) {
        Map<TopicPartition, OffsetAndMetadata> committed = committed(group);
        Map<TopicPartition, Long> lag = new TreeMap<>(Comparator.comparing(TopicPartition::toString));
        Map<TopicPartition, Long> beginnings = beginningOffsets(topic);
        endOffsets(topic).forEach((partition, end) -> {
            OffsetAndMetadata commit = committed.get(partition);
            lag.put(partition, end - (commit == null ? beginnings.getOrDefault(partition, 0L) : commit.offset()));
        });
        return lag;
    }

    /** The sum of {@link #lagByPartition}. */
    public long lag(String group, String topic) {
        return sum(lagByPartition(group, topic));
    }

    /** The sum over all partitions. */
    public static long sum(Map<TopicPartition, Long> offsets) {
        return offsets.values().stream().mapToLong(Long::longValue).sum();
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(1));
    }

    private Map<TopicPartition, Long> offsets(Collection<TopicPartition> partitions, OffsetSpec spec) {
        Map<TopicPartition, OffsetSpec> wanted =
                partitions.stream().collect(Collectors.toMap(Function.identity(), _ -> spec));
        Map<TopicPartition, ListOffsetsResultInfo> found =
                get(admin.listOffsets(wanted).all());
        return found.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().offset()));
    }

    private void configure(ConfigResource.Type type, String name, Map<String, String> settings) {
        List<AlterConfigOp> changes = settings.entrySet().stream()
                .map(setting -> new AlterConfigOp(
                        new ConfigEntry(setting.getKey(), setting.getValue()), AlterConfigOp.OpType.SET))
                .toList();
        get(admin.incrementalAlterConfigs(Map.of(new ConfigResource(type, name), changes))
                .all());
    }

    private static <T> T get(KafkaFuture<T> future) {
        return Futures.join(future);
    }
}
