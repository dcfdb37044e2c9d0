package dev.pollux.engine;

import dev.pollux.api.Delivery;
import dev.pollux.engine.earlier.AnyLanes;
import dev.pollux.engine.earlier.AnyTracker;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Before a version is measured it has to give the answers that it should: today's, or those of the rules. */
final class Agreement {
    private static final int ROUNDS = 200;
    private static final int MOST = 300;
    private static final int GAP_EVERY = 5;
    private static final int KEYS = 20;

    private Agreement() {}

    /** Offers and finishes offsets by chance, the same ones in today's tracker. */
    static void onOffsets(TrackerVersion version) {
        var random = new SplittableRandom(1);
        AnyTracker tracker = version.make();
        AnyTracker today = new CurrentTracker();
        long next = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long[] offsets = new long[random.nextInt(1, MOST)];
            for (int i = 0; i < offsets.length; i++) {
                next += random.nextInt(GAP_EVERY) == 0 ? 2 : 1;
                offsets[i] = next;
            }
            if (random.nextBoolean()) {
                finishedByChance(tracker, today, offsets, random);
            } else {
                tracker.offer(offsets, 0, offsets.length);
                today.offer(offsets, 0, offsets.length);
                for (int from = 0; from < offsets.length; from += GAP_EVERY) {
                    int to = Math.min(offsets.length, from + GAP_EVERY);
                    same(tracker.finishOldest(offsets, from, to), today.finishOldest(offsets, from, to));
                    same(tracker.committable(), today.committable());
                }
            }
        }
    }

    /** Each of them twice, for the second time is none. */
    private static void finishedByChance(
            AnyTracker tracker, AnyTracker today, long[] offsets, SplittableRandom random) {
        for (long offset : offsets) {
            tracker.offer(offset, offset);
            today.offer(offset, offset);
        }
        for (int i : Order.SHUFFLED.indexes(offsets.length, random.nextInt(1, MOST))) {
            same(tracker.finish(offsets[i]), today.finish(offsets[i]));
            same(tracker.finish(offsets[i]), today.finish(offsets[i]));
            same(tracker.committable(), today.committable());
            same(Arrays.toString(tracker.boundsBeyond()), Arrays.toString(today.boundsBeyond()));
        }
    }

    private static void same(Object found, Object expected) {
        if (!found.equals(expected)) {
            throw new IllegalStateException(found + " where today's says " + expected);
        }
    }

    /** All records come out, those of a key in order and in no two runs at a time. */
    static void onOrder(LanesVersion version, int keys, int runSize, int inFlight, Order order) {
        AnyLanes<?> lanes = version.make();
        inOrder(lanes, Records.of(new TopicPartition("t", 0), 0, PerRecord.RECORDS, KEYS), runSize, inFlight, order);
        var more = Records.of(new TopicPartition("t", 0), PerRecord.RECORDS, PerRecord.RECORDS, keys);
        inOrder(lanes, more, runSize, inFlight, order);
    }

    private static <R> void inOrder(
            AnyLanes<R> lanes, List<Delivery<byte[], byte[]>> records, int runSize, int inFlight, Order order) {
        lanes.add(records);
        var underWay = new UnderWay<R>(order);
        Set<String> busy = new HashSet<>();
        Map<String, Long> last = new HashMap<>();
        int accepted = 0;
        do {
            @Nullable R run;
            while (underWay.size() < inFlight && (run = lanes.take(runSize)) != null) {
                underWay.add(run);
                for (String key : keys(lanes, run)) {
                    if (!busy.add(key)) {
                        throw new IllegalStateException(key + " is in two runs");
                    }
                }
            }
            R ended = underWay.next();
            for (Delivery<byte[], byte[]> record : lanes.records(ended)) {
                Long before = last.put(key(record), record.offset());
                if (before != null && before >= record.offset()) {
                    throw new IllegalStateException(record + " came behind " + before);
                }
            }
            busy.removeAll(keys(lanes, ended));
            accepted += lanes.accept(ended);
        } while (accepted < records.size());
        var _ = PerRecord.all(accepted);
    }

    private static <R> Set<String> keys(AnyLanes<R> lanes, R run) {
        Set<String> keys = new HashSet<>();
        lanes.records(run).forEach(record -> keys.add(key(record)));
        return keys;
    }

    private static String key(Delivery<byte[], byte[]> record) {
        return Arrays.toString(record.key());
    }
}
