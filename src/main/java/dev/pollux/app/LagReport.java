package dev.pollux.app;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.pollux.config.PolluxConfig;
import dev.pollux.kafka.ClientProperties;
import dev.pollux.kafka.GroupInquiry;
import dev.pollux.kafka.GroupReport;
import dev.pollux.kafka.GroupReport.Owner;
import dev.pollux.scaling.PartitionLag;
import java.io.IOException;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The group's lag, as {@code pollux lag} prints it; its names are those of the JSON.
 *
 * @param state of the group, such as {@code Stable} or {@code Empty}; null where there is no such group
 * @param lagRecords of all partitions where it is known
 * @param lagSeconds the longest of all partitions
 */
@JsonPropertyOrder({"group", "state", "members", "lagRecords", "lagSeconds", "partitions"})
public record LagReport(
        String group,
        @Nullable String state,
        int members,
        long lagRecords,
        double lagSeconds,
        List<Partition> partitions) {

    /**
     * One partition.
     *
     * @param committed the next offset that the group committed; null for none
     * @param lagRecords null where nobody knows where the group goes on, which is so with {@code start: none}
     * @param owner the member's {@code membership.instance-id}, or what the coordinator calls it; null where nobody owns it
     * @param host of the owner
     */
    @JsonPropertyOrder({"topic", "partition", "committed", "end", "lagRecords", "lagSeconds", "owner", "host"})
    public record Partition(
            String topic,
            int partition,
            @Nullable Long committed,
            long end,
            @Nullable Long lagRecords,
            @Nullable Double lagSeconds,
            @Nullable String owner,
            @Nullable String host) {}

    /**
     * Asks the brokers.
     *
     * @throws IOException says for people why they did not answer
     * @throws IllegalArgumentException where a client's property has a wrong value
     */
    public static LagReport of(PolluxConfig config) throws IOException, InterruptedException {
        try {
            var properties =
                    new ClientProperties(config.kafka(), config.engine().buffer());
            properties.check();
            return of(config.kafka().group(), new GroupInquiry(config.kafka(), properties).ask());
        } catch (KafkaException e) {
            throw new IllegalArgumentException("kafka: " + e.getMessage(), e);
        }
    }

    private static LagReport of(String group, GroupReport report) {
        List<Partition> partitions = report.partitions().stream()
                .map(partition -> partition(
                        partition, report.owners().get(new TopicPartition(partition.topic(), partition.partition()))))
                .toList();
        long records = report.partitions().stream()
                .mapToLong(partition -> Math.max(0, partition.records()))
                .sum();
        double seconds = report.partitions().stream()
                .mapToDouble(PartitionLag::seconds)
                .max()
                .orElse(0);
        return new LagReport(group, report.state(), report.members(), records, seconds, partitions);
    }

    private static Partition partition(PartitionLag lag, @Nullable Owner owner) {
        boolean known = lag.records() >= 0;
        return new Partition(
                lag.topic(),
                lag.partition(),
                lag.committed() < 0 ? null : lag.committed(),
                lag.end(),
                known ? lag.records() : null,
                known ? lag.seconds() : null,
                owner == null ? null : owner.name(),
                owner == null ? null : owner.host());
    }
}
