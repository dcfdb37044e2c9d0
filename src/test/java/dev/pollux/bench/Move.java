package dev.pollux.bench;

import dev.pollux.bench.Sightings.Sighting;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;

/**
 * What a change in the number of workers did to the partitions, as their destination saw it. All in milliseconds.
 *
 * @param settled from the trigger until the last of the partitions that moved came from its new worker
 * @param pause the longest that a partition that moved brought nothing
 * @param unmoved the longest that one that did not move brought nothing meanwhile, and for a second after
 * @param before the longest that any partition brought nothing, for as long before the trigger
 * @param moved partitions
 */
record Move(double settled, double pause, double unmoved, double before, int moved) {
    private static final double MILLI = 1e6;
    private static final long SECOND = 1_000_000_000;

    /**
     * Looks back at a move that is over since a second at least.
     *
     * @param triggered by {@code System.nanoTime()}
     * @param before whose the partitions were then
     * @param after whose they are now
     */
    static Move of(Sightings sightings, long triggered, Map<Integer, String> before, Map<Integer, String> after) {
        long settled = triggered;
        long pause = 0;
        int moved = 0;
        for (int partition : before.keySet()) {
            String owner = Objects.requireNonNull(after.get(partition), "nobody has partition " + partition);
            if (!owner.equals(before.get(partition))) {
                List<Sighting> all = sightings.of(partition);
                int first = firstOf(all, triggered, owner);
                settled = Math.max(settled, all.get(first).atNanos());
                pause = Math.max(
                        pause, all.get(first).atNanos() - all.get(first - 1).atNanos());
                moved++;
            }
        }
        long unmoved = 0;
        long usual = 0;
        long end = settled + SECOND;
        for (int partition : before.keySet()) {
            List<Sighting> all = sightings.of(partition);
            if (Objects.equals(after.get(partition), before.get(partition))) {
                unmoved = Math.max(unmoved, longestGap(all, triggered, end));
            }
            usual = Math.max(usual, longestGap(all, triggered - (end - triggered), triggered));
        }
        return new Move((settled - triggered) / MILLI, pause / MILLI, unmoved / MILLI, usual / MILLI, moved);
    }

    private static int firstOf(List<Sighting> all, long since, String worker) {
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).atNanos() - since > 0 && all.get(i).worker().equals(worker)) {
                return i;
            }
        }
        throw new IllegalStateException("nothing came from " + worker);
    }

    private static long longestGap(List<Sighting> all, long from, long to) {
        long[] times = LongStream.concat(
                        LongStream.of(from),
                        LongStream.concat(
                                all.stream()
                                        .mapToLong(Sighting::atNanos)
                                        .filter(at -> at - from > 0 && to - at > 0)
                                        .sorted(),
                                LongStream.of(to)))
                .toArray();
        long longest = 0;
        for (int i = 1; i < times.length; i++) {
            longest = Math.max(longest, times[i] - times[i - 1]);
        }
        return longest;
    }
}
