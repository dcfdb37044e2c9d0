package dev.pollux.sim;

import dev.pollux.engine.BufferSettings;
import dev.pollux.engine.CircuitSettings;
import dev.pollux.engine.CommitSettings;
import dev.pollux.engine.CommitSettings.Strategy;
import dev.pollux.engine.DeliveryGuarantee;
import dev.pollux.engine.EngineInside;
import dev.pollux.engine.EngineSettings;
import dev.pollux.engine.OnExhausted;
import dev.pollux.engine.Ordering;
import dev.pollux.engine.Pace;
import dev.pollux.engine.PollSettings;
import dev.pollux.engine.RetrySettings;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What a seed runs: the configuration, the group and its topic.
 *
 * @param batch records in a run; 0 for a handler of single records that blocks
 * @param warmth how quick the handler is taken for at first, in nanoseconds a record or a batch
 * @param handlerNanos what most calls take
 * @param faultNanos how long there are faults
 * @param outageNanos how long the destination is away at the most
 */
record Setup(
        EngineSettings engine,
        PollSettings polls,
        int batch,
        long warmth,
        int members,
        boolean staticMembers,
        boolean remains,
        int partitions,
        int records,
        int keys,
        int recordBytes,
        int brokerMetadataChars,
        long handlerNanos,
        long longestPollNanos,
        long revokeNanos,
        long sessionNanos,
        long drainNanos,
        long faultNanos,
        long outageNanos) {

    private static final int LONGEST_KEY = 8;
    private static final int CORES = 2;
    private static final long SECOND = 1_000_000_000L;
    private static final long MILLI = 1_000_000L;

    static Setup draw(RandomGenerator random, Faults faults) {
        int pollRecords = pick(random, 1, 5, 20, 100);
        int bufferRecords = Math.max(pollRecords, pick(random, 2, 10, 50, 300, 10_000));
        int concurrency = pick(random, 1, 2, 4, 16, 64);
        boolean longOutage = faults.has(Fault.LONG_OUTAGE);
        int recordBytes = pick(random, 4, 30, 400);
        int session = pick(random, 2, 10);
        return new Setup(
                engine(random, concurrency, bufferRecords, longOutage),
                new PollSettings(
                        pollRecords,
                        (long) pollRecords * (recordBytes + LONGEST_KEY),
                        Duration.ofSeconds(longOutage ? 300 : session)),
                pick(random, 0, 0, 0, 1, 3, 10),
                pick(random, 200, 5_000, 40_000, 1_000_000),
                pick(random, 1, 1, 2, 3),
                random.nextBoolean(),
                random.nextBoolean(),
                pick(random, 1, 2, 3, 6),
                pick(random, 20, 60, 150, 400),
                pick(random, 1, 3, 10, 40),
                recordBytes,
                faults.has(Fault.METADATA_REFUSED) ? pick(random, 64, 80, 150) : 4096,
                pick(random, 300, 1_000, 50_000, 2_000_000, 30_000_000),
                (longOutage ? 20 : 1) * SECOND,
                pick(random, 100, 3_000, 15_000) * MILLI,
                session * SECOND,
                pick(random, 200, 5_000, 25_000) * MILLI,
                longOutage ? 3600 * SECOND : pick(random, 2, 5, 15) * SECOND,
                longOutage ? 3500 * SECOND : 30 * SECOND);
    }

    private static EngineSettings engine(
            RandomGenerator random, int concurrency, int bufferRecords, boolean longOutage) {
        Duration backoff = Duration.ofMillis(pick(random, 1, 20, 200));
        return new EngineSettings(
                pick(random, List.of(Ordering.KEY, Ordering.KEY, Ordering.KEY, Ordering.PARTITION, Ordering.NONE)),
                random.nextInt(6) == 0 ? DeliveryGuarantee.AT_MOST_ONCE : DeliveryGuarantee.AT_LEAST_ONCE,
                concurrency,
                new RetrySettings(
                        pick(random, 1, 2, 5),
                        backoff,
                        pick(random, 1, 2, 4),
                        backoff.multipliedBy(pick(random, 1, 10, 150)),
                        random.nextBoolean() ? 0 : 0.2),
                pick(
                        random,
                        List.of(OnExhausted.DEAD_LETTER, OnExhausted.DEAD_LETTER, OnExhausted.SKIP, OnExhausted.STOP)),
                new CommitSettings(
                        pick(random, List.of(Strategy.ASYNC, Strategy.ASYNC, Strategy.SYNC)),
                        Duration.ofMillis(pick(random, 5, 100, 1_000, 5_000)),
                        pick(random, 1, 20, 10_000),
                        Duration.ofSeconds(longOutage ? 600 : pick(random, 2, 60, 3600)),
                        pick(random, 64, 100, 300, 4096)),
                new CircuitSettings(
                        pick(random, 1, 3, 10),
                        Duration.ofMillis(longOutage ? 30_000 : pick(random, 20, 1_000, 10_000))),
                new BufferSettings(bufferRecords, pick(random, 500, 20_000, 1 << 26)));
    }

    static int pick(RandomGenerator random, int... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private static <T> T pick(RandomGenerator random, List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    boolean isAtMostOnce() {
        return engine.delivery() == DeliveryGuarantee.AT_MOST_ONCE;
    }

    boolean isSingle() {
        return batch == 0;
    }

    /** The pace of a process that was under way for a while. */
    Pace pace() {
        Pace cold = batch > 0
                ? Pace.batches(engine.concurrency(), CORES, batch)
                : Pace.measured(engine.concurrency(), CORES);
        return EngineInside.warmedUp(cold, warmth);
    }
}
