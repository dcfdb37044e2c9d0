package dev.pollux.guarantee;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollux.guarantee.Observed.Call;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/** What Pollux promises, as checks on what handlers saw. */
public final class Guarantees {
    private Guarantees() {}

    /** Every record up to the end of each partition was accepted. Returns how many were accepted more than once. */
    public static long atLeastOnce(Collection<Call> calls, Map<TopicPartition, Long> ends) {
        return atLeastOnce(calls, ends, Map.of());
    }

    /** The same, where the records at some offsets are dead letters instead. */
    public static long atLeastOnce(
            Collection<Call> calls, Map<TopicPartition, Long> ends, Map<TopicPartition, Set<Long>> deadLetters) {
        Map<TopicPartition, Set<Long>> accepted = new HashMap<>();
        long repeated = 0;
        for (Call call : calls) {
            if (call.accepted()
                    && !accepted.computeIfAbsent(call.partition(), p -> new HashSet<>())
                            .add(call.offset())) {
                repeated++;
            }
        }
        Map<String, Long> missing = new TreeMap<>();
        ends.forEach((partition, end) -> {
            Set<Long> offsets = accepted.getOrDefault(partition, Set.of());
            Set<Long> dead = deadLetters.getOrDefault(partition, Set.of());
            for (long offset = 0; offset < end; offset++) {
                if (!offsets.contains(offset) && !dead.contains(offset)) {
                    missing.merge(partition.toString(), 1L, Long::sum);
                }
            }
        });
        assertThat(missing).as("records that no handler accepted").isEmpty();
        return repeated;
    }

    /**
     * First acceptances of a key (of a partition, where {@code byKey} is false) came in offset order: a later delivery may
     * repeat, but never overtake.
     */
    public static void order(Collection<Call> calls, boolean byKey) {
        Map<String, Long> highest = new HashMap<>();
        Set<String> seen = new HashSet<>();
        for (Call call : sorted(calls)) {
            if (call.accepted() && seen.add(call.partition() + "@" + call.offset())) {
                Long before = highest.put(lane(call, byKey), call.offset());
                assertThat(before == null || before < call.offset())
                        .as("%s after offset %s", call, before)
                        .isTrue();
            }
        }
    }

    /** Calls for a key (for a partition, where {@code byKey} is false) did not overlap. */
    public static void oneAtATime(Collection<Call> calls, boolean byKey) {
        Map<String, Call> last = new HashMap<>();
        for (Call call : sorted(calls)) {
            Call before = last.put(lane(call, byKey), call);
            assertThat(before == null || before.ended() < call.begun())
                    .as("%s overlaps %s", call, before)
                    .isTrue();
        }
    }

    /** No more than this many calls were in progress at once. */
    public static void atMostInFlight(Collection<Call> calls, int most) {
        Map<Long, Integer> changes = new TreeMap<>();
        for (Call call : calls) {
            changes.put(call.begun(), 1);
            changes.put(call.ended(), -1);
        }
        int inFlight = 0;
        int highest = 0;
        for (int change : changes.values()) {
            inFlight += change;
            highest = Math.max(highest, inFlight);
        }
        assertThat(highest).as("calls in flight at once").isLessThanOrEqualTo(most);
    }

    private static List<Call> sorted(Collection<Call> calls) {
        return calls.stream().sorted(Comparator.comparingLong(Call::begun)).toList();
    }

    private static String lane(Call call, boolean byKey) {
        return byKey ? call.partition() + call.key() : call.partition().toString();
    }
}
