package dev.pollux.scaling;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;

/**
 * How far the group is behind, partition by partition, from one look at it after the other. What a look cannot tell, such as when a
 * record arrived that was there before the first, it asks for ({@link #questions}). For one thread at a time.
 */
public final class GroupLag {
    /** Over which time arrivals are counted, and the time in which a partition where nothing is finished counts as stuck. */
    public static final Duration RATE_WINDOW = Duration.ofSeconds(60);

    /** And over this one, so that a leap is seen at once; the larger figure counts. */
    private static final Duration SHORT_WINDOW = Duration.ofSeconds(10);

    /** So many standard deviations of a count may be chance. */
    private static final double CHANCE = 2;

    /** Shorter than this, a count of arrivals says little. */
    private static final Duration LEAST_WINDOW = Duration.ofSeconds(2);

    private static final Comparator<TopicPartition> ORDER =
            Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition);

    /** The group has been going on here since that time. */
    private record Place(long next, long sinceMillis) {}

    private final Map<TopicPartition, EndHistory> histories = new HashMap<>();
    private final Map<TopicPartition, Place> places = new HashMap<>();
    private GroupOffsets last = GroupOffsets.NONE;

    /** Takes in a look; partitions that are not in it any more are forgotten. */
    public void saw(GroupOffsets offsets) {
        last = offsets;
        histories.keySet().retainAll(offsets.partitions().keySet());
        places.keySet().retainAll(offsets.partitions().keySet());
        offsets.partitions().forEach((partition, found) -> {
            EndHistory history = histories.computeIfAbsent(partition, _ -> new EndHistory());
            history.saw(offsets.millis(), found.end());
            history.forget(from(found), rateSince());
            places.merge(
                    partition,
                    new Place(found.next(), offsets.millis()),
                    (before, now) -> before.next == now.next && found.lag() > 0 ? before : now);
        });
    }

    /**
     * At which time, in milliseconds since the epoch, it would help to know where the log ended, for the partitions where that is so. The
     * answer of the brokers' index of timestamps ({@code ListOffsets} by time) goes to {@link #learned}; then there may be another
     * question.
     *
     * @param precise the time in which the oldest waiting record arrived may be this long, or a tenth of its age
     */
    public Map<TopicPartition, Long> questions(Duration precise) {
        Map<TopicPartition, Long> questions = new HashMap<>();
        last.partitions().forEach((partition, found) -> {
            OptionalLong question = history(partition).question(from(found), rateSince(), precise.toMillis());
            if (question.isPresent()) {
                questions.put(partition, question.getAsLong());
            }
        });
        return questions;
    }

    /** At that time, the partition's log ended here. */
    public void learned(TopicPartition partition, long millis, long end) {
        history(partition).learned(millis, end);
    }

    /** All partitions, in the order of topic and partition. */
    public List<PartitionLag> partitions() {
        List<PartitionLag> lags = new ArrayList<>();
        for (TopicPartition partition :
                last.partitions().keySet().stream().sorted(ORDER).toList()) {
            PartitionOffsets found = last.partitions().get(partition);
            Place place = places.get(partition);
            if (found != null && place != null) {
                boolean stuck = place.sinceMillis <= rateSince();
                lags.add(lag(partition, found, history(partition), stuck));
            }
        }
        return lags;
    }

    private PartitionLag lag(TopicPartition partition, PartitionOffsets found, EndHistory history, boolean stuck) {
        return new PartitionLag(
                partition.topic(),
                partition.partition(),
                found.committed(),
                found.end(),
                found.lag(),
                history.ageMillis(from(found), last.millis()) / 1000.0,
                Math.max(perSecond(history, RATE_WINDOW), perSecondOfLate(history)),
                stuck);
    }

    /** What is certain of the short window: the larger of two counts would else be too large, most of all where few records come. */
    private double perSecondOfLate(EndHistory history) {
        double perSecond = perSecond(history, SHORT_WINDOW);
        double seconds = SHORT_WINDOW.toMillis() / 1000.0;
        return perSecond <= 0 ? perSecond : perSecond - CHANCE * Math.sqrt(perSecond * seconds) / seconds;
    }

    private double perSecond(EndHistory history, Duration window) {
        return history.perSecond(last.millis() - window.toMillis(), LEAST_WINDOW.toMillis());
    }

    /** Where it is not known where the group goes on, nothing waits. */
    private static long from(PartitionOffsets found) {
        return found.next() < 0 ? found.end() : found.next();
    }

    private long rateSince() {
        return last.millis() - RATE_WINDOW.toMillis();
    }

    private EndHistory history(TopicPartition partition) {
        return histories.computeIfAbsent(partition, _ -> new EndHistory());
    }
}
