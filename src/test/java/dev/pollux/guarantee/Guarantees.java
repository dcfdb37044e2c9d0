package dev.pollux.guarantee;

import dev.pollux.guarantee.Observed.Call;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.apache.kafka.common.TopicPartition;

/** What Pollux promises, as checks on what handlers saw: replays it to the promises. */
public final class Guarantees {
    private record Moment(long tick, Runnable what) {}

    private Guarantees() {}

    /** Every record up to the end of each partition was accepted. Returns how many were accepted more than once. */
    public static long atLeastOnce(Collection<Call> calls, Map<TopicPartition, Long> ends) {
        return atLeastOnce(calls, ends, Map.of());
    }

    /** The same, where the records at some offsets are dead letters instead. */
    public static long atLeastOnce(
            Collection<Call> calls, Map<TopicPartition, Long> ends, Map<TopicPartition, Set<Long>> deadLetters) {
        AtLeastOnce promise = new AtLeastOnce();
        long repeated = 0;
        for (Call call : calls) {
            if (call.accepted() && !promise.finished(call.partition(), call.offset())) {
                repeated++;
            }
        }
        deadLetters.forEach((partition, offsets) -> offsets.forEach(offset -> promise.finished(partition, offset)));
        ends.forEach((partition, end) ->
                promise.check(partition, LongStream.range(0, end).boxed().toList()));
        return repeated;
    }

    /**
     * First acceptances of a key (of a partition, where {@code byKey} is false) came in offset order: a later delivery may
     * repeat, but never overtake.
     */
    public static void order(Collection<Call> calls, boolean byKey) {
        LaneOrder promise = new LaneOrder();
        replay(
                calls,
                call -> {
                    if (call.accepted()) {
                        promise.finished(lane(call, byKey), call.offset());
                    }
                },
                call -> {});
    }

    /** Calls for a key (for a partition, where {@code byKey} is false) did not overlap. */
    public static void oneAtATime(Collection<Call> calls, boolean byKey) {
        OneAtATime promise = new OneAtATime();
        replay(calls, call -> promise.begun(lane(call, byKey), call), call -> promise.ended(lane(call, byKey)));
    }

    /** No more than this many calls were in progress at once. */
    public static void atMostInFlight(Collection<Call> calls, int most) {
        Bounded promise = new Bounded("calls in flight", most);
        replay(calls, call -> promise.change(1), call -> promise.change(-1));
    }

    /** Beginnings and ends in the order in which they were; a call that did not end has only one. */
    private static void replay(Collection<Call> calls, Consumer<Call> begun, Consumer<Call> ended) {
        List<Moment> moments = new ArrayList<>();
        for (Call call : calls) {
            moments.add(new Moment(call.begun(), () -> begun.accept(call)));
            if (call.ended() != Long.MAX_VALUE) {
                moments.add(new Moment(call.ended(), () -> ended.accept(call)));
            }
        }
        moments.sort(Comparator.comparingLong(Moment::tick));
        moments.forEach(moment -> moment.what.run());
    }

    private static String lane(Call call, boolean byKey) {
        return byKey ? call.partition() + call.key() : call.partition().toString();
    }
}
