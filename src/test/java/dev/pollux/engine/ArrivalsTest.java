package dev.pollux.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pollux.api.Delivery;
import dev.pollux.testkit.Deliveries;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArrivalsTest {
    private final Arrivals arrivals = new Arrivals();

    @Test
    void theOldestComeInListsAsLongAsIsAskedFor() {
        add("a0 b1 c2");
        add("d3 e4");
        assertThat(oldest(4, 99)).isEqualTo("a0 b1 c2 d3");
        add("f5");
        assertThat(oldest(4, 99)).as("no more than there are").isEqualTo("e4 f5");
        assertThat(oldest(4, 99)).isEmpty();
        assertThat(arrivals.isEmpty()).isTrue();
    }

    @Test
    void noneAreRemovedWhereOneOfThemIsTooFarAhead() {
        add("a0 b1 c2");
        assertThat(oldest(3, 2)).isEmpty();
        assertThat(arrivals.size()).isEqualTo(3);
        assertThat(oldest(2, 2)).isEqualTo("a0 b1");
        assertThat(oldest(1, 3)).isEqualTo("c2");
    }

    @Test
    void whatIsPutBackIsInOrder() {
        add("a0 b1 c2 d3");
        Delivery<byte[], byte[]> first = arrivals.removeFirst();
        Delivery<byte[], byte[]> second = arrivals.removeFirst();
        arrivals.putBack(first);
        arrivals.putBack(second);
        assertThat(arrivals.first()).isSameAs(first);
        add("e4");
        assertThat(oldest(9, 99)).isEqualTo("a0 b1 c2 d3 e4");
    }

    /** The list is its run's: that a record is given back or fetched must not show in it. */
    @Test
    void aListThatWasHandedOutDoesNotChange() {
        add("a0 b1");
        List<Delivery<byte[], byte[]>> handedOut = arrivals.removeOldest(1, 99);
        add("c2");
        arrivals.putBack(handedOut.getFirst());
        assertThat(Deliveries.text(handedOut)).isEqualTo("a0");
        assertThat(oldest(9, 99)).isEqualTo("a0 b1 c2");
    }

    /** It counts no more for buffer.max-bytes once it is finished. */
    @Test
    void whatIsHandedOutIsNotKeptInMemoryByWhatIsLeft() {
        add("a0 b1 c2");
        awaitForgotten(new WeakReference<>(arrivals.removeOldest(1, 99).getFirst()));
        awaitForgotten(new WeakReference<>(arrivals.removeFirst()));
        assertThat(oldest(9, 99)).isEqualTo("c2");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void doWhatASortedMapWouldDo(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        TreeMap<Long, Delivery<byte[], byte[]>> expected = new TreeMap<>();
        List<Delivery<byte[], byte[]>> out = new ArrayList<>();
        long next = 0;
        for (int i = 0; i < 2_000; i++) {
            switch (random.nextInt(4)) {
                case 0 -> {
                    List<Delivery<byte[], byte[]>> records = new ArrayList<>();
                    for (int left = random.nextInt(1_500); left > 0; left--) {
                        records.addAll(Deliveries.of(EngineRig.P0, "k" + next++));
                    }
                    records.forEach(record -> expected.put(record.offset(), record));
                    arrivals.add(records);
                }
                case 1 -> {
                    List<Delivery<byte[], byte[]>> oldest = arrivals.removeOldest(1 + random.nextInt(700), next);
                    for (Delivery<byte[], byte[]> record : oldest) {
                        assertThat(expected.pollFirstEntry().getValue()).isSameAs(record);
                    }
                    // Whoever has the partition to itself gives back what it did not begin, and nothing else is out.
                    for (int left = random.nextInt(oldest.size() + 1); left > 0; left--) {
                        Delivery<byte[], byte[]> record = oldest.get(oldest.size() - left);
                        expected.put(record.offset(), record);
                        out.add(record);
                    }
                    out.reversed().forEach(arrivals::putBack);
                    out.clear();
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
        arrivals.add(Deliveries.of(EngineRig.P0, text));
    }

    private String oldest(int most, long end) {
        return Deliveries.text(arrivals.removeOldest(most, end));
    }
}
