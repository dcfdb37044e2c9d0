package dev.pollux.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pollux.api.Delivery;
import dev.pollux.testkit.Deliveries;
import dev.pollux.testkit.FetchedDeliveries;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArrivalsTest {
    private final OffsetTracker tracker = new OffsetTracker();
    private final Arrivals arrivals = new Arrivals(tracker);

    @Test
    void theOldestComeAsManyAsAreAskedFor() {
        add("a0 b1 c2");
        add("d3 e4");
        assertThat(oldest(4, 99)).isEqualTo("a0 b1 c2 d3");
        add("f5");
        add("g6");
        assertThat(oldest(4, 99)).as("no more than there are").isEqualTo("e4 f5 g6");
        assertThat(oldest(4, 99)).isEmpty();
        assertThat(arrivals.isEmpty()).isTrue();
        assertThat(tracker.finish(0)).as("offered").isFalse();
    }

    @Test
    void noneAreMovedOutWhereOneOfThemIsTooFarAhead() {
        add("a0 b1 c2");
        assertThat(oldest(3, 2)).isEmpty();
        assertThat(arrivals.size()).isEqualTo(3);
        assertThat(oldest(2, 2)).isEqualTo("a0 b1");
        add("d3");
        assertThat(oldest(2, 3)).as("the second is of another poll").isEmpty();
        assertThat(oldest(1, 3)).isEqualTo("c2");
        assertThat(oldest(9, 4)).isEqualTo("d3");
    }

    @Test
    void whatIsPutBackIsInOrderAndTheRestComesBehindIt() {
        add("a0 b1 c2 d3");
        Delivery<byte[], byte[]> first = arrivals.removeFirst();
        Delivery<byte[], byte[]> second = arrivals.removeFirst();
        arrivals.putBack(first);
        arrivals.putBack(second);
        assertThat(arrivals.first()).isSameAs(first);
        add("e4");
        assertThat(oldest(9, 99)).as("told apart already").isEmpty();
        for (String expected : List.of("a0", "b1", "c2", "d3")) {
            assertThat(Deliveries.text(arrivals.removeFirst())).isEqualTo(expected);
        }
        assertThat(oldest(9, 99)).isEqualTo("e4");
    }

    @Test
    void whatIsToldApartIsOffered() {
        add("a0 b1");
        add("c2");
        arrivals.first();
        assertThat(tracker.finish(1)).isTrue();
        assertThat(tracker.finish(2)).isFalse();
        assertThat(arrivals.firstAsFetched()).isEqualTo(2);
        arrivals.offerAll();
        assertThat(tracker.finish(2)).isTrue();
        assertThat(arrivals.firstAsFetched()).isEqualTo(-1);
    }

    @Test
    void theOldestAsFetchedIsKnownByOffsetAndTimestamp() {
        assertThat(arrivals.timestampAsFetched()).isEqualTo(-1);
        add("a5 b6");
        assertThat(oldest(1, 99)).isEqualTo("a5");
        assertThat(arrivals.firstAsFetched()).isEqualTo(6);
        assertThat(arrivals.timestampAsFetched()).isEqualTo(1006);
    }

    /** A partition with few records may have had a poll for each, and they are joined under the engine's lock. */
    @Test
    void manyPollsAreJoinedAtOnce() {
        AtomicInteger joins = new AtomicInteger();
        tracker.come(0, 511);
        for (int offset = 0; offset < 512; offset++) {
            var record = Deliveries.record(EngineRig.P0, offset, "k");
            arrivals.add(new CountedJoins(FetchedDeliveries.of(List.of(record)), joins));
        }
        FetchedRecords oldest = Objects.requireNonNull(arrivals.moveOut(500, 512));
        assertThat(oldest.size()).isEqualTo(500);
        assertThat(oldest.offset(499)).isEqualTo(499);
        assertThat(joins).hasValue(1);
        assertThat(arrivals.firstAsFetched()).isEqualTo(500);
    }

    /** It counts no more for buffer.max-bytes once it is finished. */
    @Test
    void whatIsHandedOutIsNotKeptInMemoryByWhatIsLeft() {
        add("a0 b1 c2");
        awaitForgotten(new WeakReference<>(
                Objects.requireNonNull(arrivals.moveOut(1, 99)).delivery(0)));
        awaitForgotten(new WeakReference<>(arrivals.removeFirst()));
        assertThat(Deliveries.text(arrivals.removeFirst())).isEqualTo("c2");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void doWhatASortedMapWouldDo(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        TreeMap<Long, Delivery<byte[], byte[]>> expected = new TreeMap<>();
        long next = 0;
        for (int i = 0; i < 2_000; i++) {
            switch (random.nextInt(4)) {
                case 0 -> {
                    List<Delivery<byte[], byte[]>> records = new ArrayList<>();
                    for (int left = random.nextInt(1_500); left >= 0; left--) {
                        records.addAll(Deliveries.of(EngineRig.P0, "k" + next++));
                    }
                    records.forEach(record -> expected.put(record.offset(), record));
                    add(records);
                }
                case 1 -> {
                    FetchedRecords oldest = arrivals.moveOut(1 + random.nextInt(3_000), next);
                    for (int k = 0; oldest != null && k < oldest.size(); k++) {
                        assertThat(expected.pollFirstEntry().getValue()).isSameAs(oldest.delivery(k));
                    }
                }
                case 2 -> {
                    List<Delivery<byte[], byte[]>> out = new ArrayList<>();
                    for (int left = random.nextInt(20); left > 0 && !arrivals.isEmpty(); left--) {
                        out.add(arrivals.removeFirst());
                    }
                    out.reversed().forEach(arrivals::putBack);
                }
                default -> {
                    if (!arrivals.isEmpty()) {
                        assertThat(arrivals.first())
                                .isSameAs(expected.firstEntry().getValue());
                        assertThat(arrivals.removeFirst())
                                .isSameAs(expected.pollFirstEntry().getValue());
                    }
                }
            }
            assertThat(arrivals.size()).isEqualTo(expected.size());
        }
    }

    private static void awaitForgotten(WeakReference<?> record) {
        await().until(() -> {
            System.gc();
            return record.refersTo(null);
        });
    }

    private void add(String text) {
        add(Deliveries.of(EngineRig.P0, text));
    }

    private void add(List<Delivery<byte[], byte[]>> records) {
        tracker.come(records.getFirst().offset(), records.getLast().offset());
        arrivals.add(FetchedDeliveries.of(records));
    }

    private String oldest(int most, long end) {
        List<Delivery<byte[], byte[]>> records = new ArrayList<>();
        FetchedRecords oldest = arrivals.moveOut(most, end);
        for (int i = 0; oldest != null && i < oldest.size(); i++) {
            records.add(oldest.delivery(i));
        }
        return Deliveries.text(records);
    }
}
