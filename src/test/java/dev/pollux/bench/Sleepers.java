package dev.pollux.bench;

import dev.pollux.api.Delivery;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One record in {@value #EVERY} sleeps, and the {@value #BEHIND} behind it in its partition are watched: how long after the
 * sleeper's beginning they are handled. They would go to the same worker with it, so this is how long other keys wait for it,
 * and for their turn. What they wait for their turn alone is seen in the same way behind records that don't sleep. Who is polled
 * only after the sleeper's beginning waits from then on: see {@link Polls}.
 *
 * <p>Left out are records of the sleeper's own key, those whose own key had a sleeper meanwhile, and the first half of all, in
 * which the JVM compiles. Thread-safe as {@link Tally} is.
 */
final class Sleepers {
    static final int EVERY = 20_000;
    static final int BEHIND = 64;

    /** So that not all partitions' sleepers come at once. */
    private static final int APART = 1667;

    private static final int ORDINARY = EVERY / 2;

    /** A record that others are behind. */
    private record Head(long nanos, int key) {}

    private final int sleepMillis;
    private final long firstWatched;
    private final Map<Long, Head> heads = new ConcurrentHashMap<>();
    private final Waits behindSleepers;
    private final Waits behindOthers;

    /** When a key's sleeper woke up; each place is written and read by whoever handles the key. */
    private final long[] wokeUp = new long[Keys.COUNT];

    Sleepers(int records, int sleepMillis) {
        this.sleepMillis = sleepMillis;
        firstWatched = records / Load.PARTITIONS / 2;
        int most = (records / EVERY + Load.PARTITIONS) * BEHIND;
        behindSleepers = new Waits(most);
        behindOthers = new Waits(most);
    }

    /** Sleeps, or notes how late this record is, or neither. */
    void meet(Delivery<byte[], byte[]> delivery, int key) throws InterruptedException {
        long place = delivery.offset() + (long) delivery.partition() * APART;
        int phase = (int) (place % EVERY);
        if (phase == 0) {
            heads.put(name(delivery, 0), new Head(System.nanoTime(), key));
            if (sleepMillis > 0) {
                Thread.sleep(sleepMillis);
                wokeUp[key] = System.nanoTime();
            }
        } else if (phase <= BEHIND) {
            note(behindSleepers, delivery, phase, key);
        } else if (phase == ORDINARY) {
            heads.put(name(delivery, 0), new Head(System.nanoTime(), key));
        } else if (phase > ORDINARY && phase <= ORDINARY + BEHIND) {
            note(behindOthers, delivery, phase - ORDINARY, key);
        }
    }

    private void note(Waits waits, Delivery<byte[], byte[]> delivery, int behind, int key) {
        Head head = heads.get(name(delivery, behind));
        // No head: this one was handled before it.
        if (delivery.offset() >= firstWatched
                && head != null
                && head.key != key
                && (wokeUp[key] == 0 || wokeUp[key] - head.nanos < 0)) {
            long now = System.nanoTime();
            long since = Math.min(now - head.nanos, now - Polls.cameAt(delivery.partition(), delivery.offset()));
            waits.note(now - Math.max(0, since), now);
        }
    }

    private static long name(Delivery<byte[], byte[]> delivery, int behind) {
        return (delivery.offset() - behind) * Load.PARTITIONS + delivery.partition();
    }

    Waits behindSleepers() {
        return behindSleepers;
    }

    Waits behindOthers() {
        return behindOthers;
    }
}
