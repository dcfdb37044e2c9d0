package dev.pollux.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollux.testkit.Seeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OffsetMapCodecTest {
    private static final int ROOM = 4096;

    @ParameterizedTest(name = "committed {0}, finished {1}")
    @CsvSource(delimiter = '|', textBlock = """
                    100 | 101
                    100 | 101-102
                    100 | 102-103,107,110-999
                    0   | 1,3,5,7,9,11,13,15,17,19,21,23
                    0   | 4611686018427387902
                    100 | 100-130
                    4611686018427387000 | 4611686018427387002-4611686018427387900
                    """)
    void comesBackAsItWas(long committed, String finished) {
        OffsetMap map = map(finished, 7);

        String text = OffsetMapCodec.encode(committed, map, ROOM);

        assertThat(decoded(committed, text)).isEqualTo(map);
    }

    @Test
    void nothingIsAnEmptyText() {
        assertThat(OffsetMapCodec.encode(5, OffsetMap.NONE, ROOM)).isEmpty();
        assertThat(decoded(5, "")).isEqualTo(OffsetMap.NONE);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void anyMapComesBack(long seed) {
        Random random = Seeds.random(seed);
        for (int i = 0; i < 500; i++) {
            long committed = random.nextLong(1L << (1 + random.nextInt(50)));
            OffsetMap map = random(random, committed, 1 + random.nextInt(60));
            String text = OffsetMapCodec.encode(committed, map, ROOM);
            assertThat(decoded(committed, text)).isEqualTo(map);
            assertThat(text.length()).isLessThanOrEqualTo(ROOM);
        }
    }

    @Test
    void takesTheShorterOfRunLengthsAndBits() {
        // Every second one of 8,000: 1,000 bytes of bits, or 8,000 of run lengths.
        OffsetMap alternate = everySecond(8000);
        assertThat(OffsetMapCodec.encode(0, alternate, ROOM)).hasSizeLessThan(1400);
        // One run far away: a few bytes of run lengths, or 10 MB of bits.
        assertThat(OffsetMapCodec.encode(0, map("80000000-90000000", 1), ROOM)).hasSizeLessThan(30);
    }

    @Test
    void whatDoesNotFitLeavesTheFirstRanges() {
        OffsetMap map = everySecond(40_000);

        String text = OffsetMapCodec.encode(0, map, 1000);

        assertThat(text).hasSizeLessThanOrEqualTo(1000);
        OffsetMap kept = decoded(0, text);
        assertThat(kept.ranges()).isGreaterThan(300);
        assertThat(kept).isEqualTo(map.first(kept.ranges()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"hello", "P2AAAA", "{\"v\":1}", "P", "P1", "P1!", "P1AAAAAAAA", "P1____________", " "})
    void whatIsForeignOrDamagedIsNotUsed(String metadata) {
        assertThat(OffsetMapCodec.decode(5, metadata)).isInstanceOf(OffsetMapCodec.Decoded.Unusable.class);
    }

    @Test
    void anyChangedCharacterIsNoticed() {
        String text = OffsetMapCodec.encode(100, map("102-103,107,110-999", 3), ROOM);
        for (int i = 2; i < text.length(); i++) {
            char other = text.charAt(i) == 'x' ? 'y' : 'x';
            String changed = text.substring(0, i) + other + text.substring(i + 1);
            if (OffsetMapCodec.decode(100, changed) instanceof OffsetMapCodec.Decoded.Map(var map)) {
                // Base64's last character has bits that mean nothing.
                assertThat(i).isEqualTo(text.length() - 1);
                assertThat(map).isEqualTo(map("102-103,107,110-999", 3));
            }
        }
    }

    @Test
    void aMapIsVoidAtAnotherOffset() {
        String text = OffsetMapCodec.encode(100, map("102", 3), ROOM);
        assertThat(OffsetMapCodec.decode(101, text)).isInstanceOf(OffsetMapCodec.Decoded.Unusable.class);
    }

    @Test
    void membersOfAMap() {
        OffsetMap map = map("102-103,107", 3);
        List<Long> in = new ArrayList<>();
        for (long offset = 95; offset < 115; offset++) {
            if (map.contains(offset)) {
                in.add(offset);
            }
        }
        assertThat(in).containsExactly(102L, 103L, 107L);
        assertThat(map.end()).isEqualTo(108);
    }

    private static OffsetMap decoded(long committed, String text) {
        return ((OffsetMapCodec.Decoded.Map) OffsetMapCodec.decode(committed, text)).map();
    }

    private static OffsetMap everySecond(int offsets) {
        long[] bounds = new long[offsets];
        Arrays.setAll(bounds, i -> i + 1L);
        return new OffsetMap(bounds, 1);
    }

    private static OffsetMap random(Random random, long committed, int ranges) {
        long[] bounds = new long[2 * ranges];
        long at = committed;
        for (int i = 0; i < bounds.length; i++) {
            at += 1 + random.nextLong(1L << (1 + random.nextInt(20)));
            bounds[i] = at;
        }
        return new OffsetMap(bounds, random.nextInt(100) - 1);
    }

    private static OffsetMap map(String ranges, int epoch) {
        List<Long> bounds = new ArrayList<>();
        for (String range : ranges.split(",", -1)) {
            String[] ends = range.split("-", -1);
            bounds.add(Long.parseLong(ends[0]));
            bounds.add(Long.parseLong(ends[ends.length - 1]) + 1);
        }
        return new OffsetMap(bounds.stream().mapToLong(Long::longValue).toArray(), epoch);
    }
}
