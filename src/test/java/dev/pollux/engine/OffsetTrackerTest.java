package dev.pollux.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pollux.testkit.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OffsetTrackerTest {
    private final OffsetTracker tracker = new OffsetTracker();

    @ParameterizedTest(name = "offered {0}, finished {1}: committable {2}, position {3}")
    @CsvSource(delimiter = '|', textBlock = """
                    1-5,9,20-22         | 1-3,20        |  4 | 23
                    1-5,9,20-22         | 1-5           |  9 | 23
                    1-5,9,20-22         | 1-5,9         | 20 | 23
                    1-5,9,20-22         | 1-5,9,20-22   | 23 | 23
                    1-5,9,20-22         | 22,21,20,9    |  1 | 23
                    1-5,9,20-22         | 5,4,3,2,1     |  9 | 23
                    0-0                 | ''            |  0 |  1
                    0-0                 | 0             |  1 |  1
                    0-40                | 1-40          |  0 | 41
                    0-40                | 1-40,0        | 41 | 41
                    7,4611686018427387903 | 7           | 4611686018427387903 | 4611686018427387904
                    7,4611686018427387903 | 4611686018427387903 | 7 | 4611686018427387904
                    7,4611686018427387903 | 4611686018427387903,7 | 4611686018427387904 | 4611686018427387904
                    """)
    void committableIsTheFirstUnfinishedOffset(String offered, String finished, long committable, long position) {
        offer(offered);
        for (long offset : offsets(finished)) {
            assertThat(tracker.finish(offset)).isTrue();
        }
        assertThat(tracker.committable()).isEqualTo(committable);
        assertThat(tracker.position()).isEqualTo(position);
    }

    @Test
    void nothingIsKnownBeforeTheFirstFetch() {
        assertThat(tracker.position()).isEqualTo(-1);
        assertThat(tracker.committable()).isEqualTo(-1);
        assertThat(tracker.committed()).isEqualTo(-1);
        assertThat(tracker.isDirty()).isFalse();
        assertThat(tracker.oldestTimestamp()).isEqualTo(-1);
    }

    @Test
    void offsetsComeInAscendingOrder() {
        offer("5-7");
        assertThatThrownBy(() -> tracker.offer(7, 0)).isInstanceOf(IllegalArgumentException.class);
        tracker.offer(8, 0);
        assertThat(tracker.position()).isEqualTo(9);
    }

    @Test
    void whatWasNotOfferedOrIsFinishedAlreadyDoesNotCount() {
        offer("5,9");
        assertThat(tracker.finish(4)).isFalse();
        assertThat(tracker.finish(7)).as("in a gap").isFalse();
        assertThat(tracker.finish(10)).isFalse();
        assertThat(tracker.finish(9)).isTrue();
        assertThat(tracker.finish(9)).as("twice").isFalse();
        assertThat(tracker.finish(5)).isTrue();
        assertThat(tracker.finish(5)).as("dropped already").isFalse();
        assertThat(tracker.committable()).isEqualTo(10);
    }

    @Test
    void trailingTransactionMarkerLeavesNoLag() {
        offer("0-1");
        tracker.advanceTo(3);
        assertThat(tracker.finish(0)).isTrue();
        assertThat(tracker.committable()).isEqualTo(1);
        assertThat(tracker.finish(1)).isTrue();
        assertThat(tracker.committable()).isEqualTo(3);
        tracker.advanceTo(4);
        assertThat(tracker.committable())
                .as("a marker while nothing is in flight")
                .isEqualTo(4);
        tracker.advanceTo(2);
        assertThat(tracker.position()).as("never back").isEqualTo(4);
        tracker.offer(4, 0);
        assertThat(tracker.committable()).isEqualTo(4);
    }

    @Test
    void afterAnyPrefixARestartFindsWhatIsLeft() {
        List<Long> all = offsets("3,4,5,8,100-104,110");
        for (int prefix = 0; prefix <= all.size(); prefix++) {
            var before = new OffsetTracker();
            all.forEach(offset -> before.offer(offset, 0));
            all.subList(0, prefix).forEach(before::finish);
            long restartsAt = before.committable();
            assertThat(all.stream().filter(offset -> offset >= restartsAt).toList())
                    .isEqualTo(all.subList(prefix, all.size()));
        }
    }

    @Test
    void commitsAreRememberedButNeverGoBack() {
        offer("0-9");
        offsets("0-4").forEach(tracker::finish);
        assertThat(tracker.isDirty()).isTrue();
        tracker.committed(5, tracker.version());
        assertThat(tracker.isDirty()).isFalse();
        tracker.committed(2, 0);
        assertThat(tracker.committed()).as("an older answer arrives late").isEqualTo(5);
        assertThat(tracker.finish(5)).isTrue();
        assertThat(tracker.isDirty()).isTrue();
    }

    @Test
    void oldestTimestampIsThatOfTheFirstUnfinishedRecord() {
        tracker.offer(0, 70);
        tracker.offer(1, 60);
        assertThat(tracker.oldestTimestamp()).isEqualTo(70);
        tracker.finish(0);
        assertThat(tracker.oldestTimestamp()).isEqualTo(60);
        tracker.finish(1);
        assertThat(tracker.oldestTimestamp()).isEqualTo(-1);
    }

    @Test
    void settledMeansFinishedAndCommitted() {
        offer("0-99");
        tracker.finish(50);
        tracker.settleAll();
        assertThat(tracker.oldestTimestamp()).isEqualTo(-1);
        assertThat(tracker.committable()).isEqualTo(100);
        assertThat(tracker.committed()).isEqualTo(100);
        assertThat(tracker.isDirty()).isFalse();
        assertThat(tracker.finish(3)).as("settled already").isFalse();
        tracker.offer(100, 0);
        assertThat(tracker.committable()).isEqualTo(100);
    }

    @Test
    void growsWhileItsRingIsWrappedAround() {
        offer("0-15");
        offsets("0-9").forEach(tracker::finish);
        offer("16-60");
        offsets("11-60").forEach(offset -> assertThat(tracker.finish(offset)).isTrue());
        assertThat(tracker.committable()).isEqualTo(10);
        assertThat(tracker.finish(10)).isTrue();
        assertThat(tracker.committable()).isEqualTo(61);
    }

    @Test
    void goesOnAfterGivingItsMemoryBack() {
        for (int round = 0; round < 3; round++) {
            long first = tracker.position() < 0 ? 0 : tracker.position() + 10;
            for (long offset = first; offset < first + 5000; offset++) {
                tracker.offer(offset, offset);
            }
            assertThat(tracker.committable()).isEqualTo(first);
            for (long offset = first + 4999; offset >= first; offset--) {
                assertThat(tracker.finish(offset)).isTrue();
            }
            assertThat(tracker.committable()).isEqualTo(first + 5000);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void doesWhatASortedSetWouldDo(long seed) {
        Random random = Seeds.random(seed);
        TreeSet<Long> unfinished = new TreeSet<>();
        List<Long> offered = new ArrayList<>();
        long next = random.nextInt(100);
        for (int i = 0; i < 8_000; i++) {
            if (random.nextInt(10) < (i / 1000 % 2 == 0 ? 7 : 4)) {
                next += random.nextInt(20) == 0 ? random.nextLong(1L << 40) : random.nextInt(2);
                tracker.offer(next, next);
                offered.add(next);
                unfinished.add(next++);
            } else if (!offered.isEmpty()) {
                long offset = offered.get(Math.max(0, offered.size() - 1 - random.nextInt(200)));
                assertThat(tracker.finish(offset)).isEqualTo(unfinished.remove(offset));
            }
            if (!offered.isEmpty()) {
                assertThat(tracker.position()).isEqualTo(next);
                assertThat(tracker.committable()).isEqualTo(unfinished.isEmpty() ? next : unfinished.first());
                assertThat(tracker.oldestTimestamp()).isEqualTo(unfinished.isEmpty() ? -1 : unfinished.first());
            }
        }
    }

    private void offer(String ranges) {
        offsets(ranges).forEach(offset -> tracker.offer(offset, offset));
    }

    /** {@code 1-3,9} as 1, 2, 3, 9. */
    private static List<Long> offsets(String ranges) {
        List<Long> offsets = new ArrayList<>();
        for (String range : ranges.isBlank() ? new String[0] : ranges.split(",", -1)) {
            String[] ends = range.split("-", -1);
            for (long offset = Long.parseLong(ends[0]); offset <= Long.parseLong(ends[ends.length - 1]); offset++) {
                offsets.add(offset);
            }
        }
        return offsets;
    }
}
