package dev.pollux.chaos;

import dev.pollux.guarantee.Observed.Call;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The arrivals after which a record is finished: it was accepted, or refused for the last time, so that it becomes a dead
 * letter. Each record should have one.
 */
final class Settlements {
    private Settlements() {}

    /** The settlements by the record's coordinates, the earliest first; their calls count as accepted. */
    static Map<String, List<Arrival>> byRecord(Collection<Arrival> arrivals, long seed) {
        Map<String, List<Arrival>> settled = new LinkedHashMap<>();
        Map<String, Integer> refusals = new HashMap<>();
        arrivals.stream()
                .sorted(Comparator.comparingLong(arrival -> arrival.call().begun()))
                .filter(arrival -> isLast(arrival, seed, refusals))
                .forEach(arrival -> settled.computeIfAbsent(arrival.coordinates(), _ -> new ArrayList<>())
                        .add(arrival));
        return settled;
    }

    /** The calls of the guarantees: of a record that the receiver refuses, the last refusal stands for the acceptance. */
    static List<Call> calls(Collection<Arrival> arrivals, Map<String, List<Arrival>> settled) {
        List<Call> calls = new ArrayList<>();
        for (Arrival arrival : arrivals) {
            Call call = arrival.call();
            boolean settles =
                    settled.getOrDefault(arrival.coordinates(), List.of()).contains(arrival);
            calls.add(new Call(call.partition(), call.offset(), call.key(), call.begun(), call.ended(), settles));
        }
        return calls;
    }

    private static boolean isLast(Arrival arrival, long seed, Map<String, Integer> refusals) {
        return switch (arrival.verdict()) {
            case ACCEPTED -> true;
            case OUTAGE -> false;
            case REFUSED -> {
                boolean forGood = new Message(arrival.number(), 0, 0).refusedForGood(seed);
                String who = arrival.worker() + ' ' + arrival.coordinates();
                yield forGood && refusals.merge(who, 1, Integer::sum) % Limits.MAX_ATTEMPTS == 0;
            }
        };
    }
}
