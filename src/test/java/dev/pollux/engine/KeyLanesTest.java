package dev.pollux.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pollux.api.Delivery;
import dev.pollux.testkit.Deliveries;
import dev.pollux.testkit.Seeds;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyLanesTest {
    private final Assignment assignment = new Assignment(EngineRig.P0, Ordering.KEY, false, new MetadataRoom(4096));
    private final KeyLanes lanes = new KeyLanes(assignment);

    @Test
    void keysAreEqualByContent() {
        assertThat(lane("order-1")).isSameAs(lane("order-1")).isNotSameAs(lane("order-2"));
    }

    @Test
    void recordWithoutKeyHasNoLane() {
        assertThat(lanes.laneOf(record(null))).isNull();
    }

    @Test
    void emptyKeyIsAKey() {
        assertThat(lane("")).isSameAs(lane("")).isNotSameAs(lane("\0"));
    }

    @Test
    void keysThatDifferInLengthOrOneByteDiffer() {
        List<Lane> all = new ArrayList<>();
        for (int length = 1; length < 40; length++) {
            all.add(lane("x".repeat(length)));
            all.add(lane("x".repeat(length - 1) + "y"));
            all.add(lane("y" + "x".repeat(length)));
        }
        assertThat(all).doesNotHaveDuplicates();
    }

    @Test
    void removedLaneIsMadeAnew() {
        Lane first = lane("k");
        lanes.remove(first);
        assertThat(lane("k")).isNotSameAs(first);
        assertThatThrownBy(() -> lanes.remove(first)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void laneOfNoKeyIsNotInTheTable() {
        lanes.remove(new Lane(assignment, null, 0));
        assertThat(lanes.isBlocked()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void doesWhatAHashMapWouldDo(long seed) {
        Random random = Seeds.random(seed);
        int keys = List.of(5, 30, 3000).get(random.nextInt(3));
        Map<String, Lane> model = new HashMap<>();
        for (int i = 0; i < 8_000; i++) {
            String key = "key-" + random.nextInt(keys);
            Lane known = model.get(key);
            if (known == null) {
                model.put(key, lane(key));
            } else if (random.nextBoolean()) {
                assertThat(lane(key)).isSameAs(known);
            } else {
                lanes.remove(known);
                model.remove(key);
            }
        }
        model.forEach((key, lane) -> assertThat(lane(key)).isSameAs(lane));
        model.values().forEach(lanes::remove);
        assertThat(lane("after all")).isSameAs(lane("after all"));
    }

    @Test
    void crowdedNeighbourhoodsSurviveRemovals() {
        // Sixteen buckets: with keys of the same home, in every order of removal, all others must still be found.
        List<String> neighbours = new ArrayList<>();
        for (int i = 0; neighbours.size() < 5; i++) {
            if ((KeyLanes.hash(("n" + i).getBytes(StandardCharsets.UTF_8)) >>> 32 & 15) >= 14) {
                neighbours.add("n" + i);
            }
        }
        for (long seed = 0; seed < 50; seed++) {
            Random random = Seeds.random(seed);
            Map<String, Lane> model = new HashMap<>();
            neighbours.forEach(key -> model.put(key, lane(key)));
            while (!model.isEmpty()) {
                String gone = neighbours.get(random.nextInt(neighbours.size()));
                Lane lane = model.remove(gone);
                if (lane != null) {
                    lanes.remove(lane);
                }
                model.forEach((key, known) -> assertThat(lane(key)).isSameAs(known));
            }
        }
    }

    private Lane lane(String key) {
        return Objects.requireNonNull(lanes.laneOf(record(key)));
    }

    private static Delivery<byte[], byte[]> record(@Nullable String key) {
        return Deliveries.record(EngineRig.P0, 0, key);
    }
}
