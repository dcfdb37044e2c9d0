package dev.pollux.admin;

import dev.pollux.engine.EngineView;
import dev.pollux.engine.EngineView.PartitionView;
import dev.pollux.engine.Lag;
import dev.pollux.engine.MemberView;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What {@code /status} answers, as JSON with these names. Null is what is not known, or not so.
 *
 * @param group the consumer group
 * @param member what the group's coordinator calls this member
 * @param instanceId null for a dynamic member
 * @param reason why it is not ready, for people
 * @param stuck why a restart would help, for people
 * @param circuit whether the destination is left alone: closed, open or half-open
 * @param buffered records fetched and not finished
 */
record Status(
        String version,
        String group,
        @Nullable String member,
        @Nullable String instanceId,
        boolean started,
        boolean ready,
        @Nullable String reason,
        @Nullable String stuck,
        boolean draining,
        String circuit,
        double pollAgeSeconds,
        int inFlight,
        int buffered,
        long bufferedBytes,
        Totals totals,
        List<Partition> partitions) {

    /** One partition; offsets are the next ones, as Kafka counts. */
    record Partition(
            String topic,
            int partition,
            @Nullable Long position,
            @Nullable Long committable,
            @Nullable Long committed,
            @Nullable Long end,
            @Nullable Long lag,
            int inFlight,
            int buffered,
            boolean paused) {

        static Partition of(PartitionView view, Lag lag) {
            return new Partition(
                    view.topic(),
                    view.partition(),
                    known(view.position()),
                    known(view.committable()),
                    known(view.committed()),
                    known(lag.end(view)),
                    known(lag.records(view)),
                    view.inFlight(),
                    view.buffered(),
                    view.paused());
        }

        private static @Nullable Long known(long offset) {
            return offset < 0 ? null : offset;
        }

        private static @Nullable Long known(OptionalLong value) {
            return value.isPresent() ? value.getAsLong() : null;
        }
    }

    static Status of(Sources sources) {
        EngineView engine = sources.engine().get();
        MemberView member = sources.member().get();
        Lag lag = Lag.behind(member);
        String notReady = Readiness.notReady(engine, member);
        return new Status(
                sources.version(),
                member.group(),
                known(member.memberId()),
                known(member.instanceId()),
                member.started(),
                notReady == null,
                notReady,
                member.stuck(),
                engine.draining(),
                engine.circuit().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                member.pollAgeSeconds(),
                engine.inFlightRecords(),
                engine.bufferedRecords(),
                engine.bufferedBytes(),
                sources.totals().get(),
                engine.partitions().stream()
                        .map(partition -> Partition.of(partition, lag))
                        .toList());
    }

    private static @Nullable String known(String name) {
        return name.isEmpty() ? null : name;
    }
}
