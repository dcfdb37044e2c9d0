package dev.pollux.chaos;

import dev.pollux.chaos.Incident.Kind;
import dev.pollux.chaos.Repeat.Reason;
import dev.pollux.guarantee.Observed.Call;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/**
 * Why a record may be finished twice: its worker lost its memory, or its membership, before it could commit; or it never
 * heard the answer. What was finished longer ago than a commit takes has no such excuse.
 */
final class Reasons {
    /** From when a record is finished until its commit has reached the broker, with one under way before it, on a busy machine. */
    private static final long COMMIT = Limits.COMMIT_INTERVAL.plusMillis(2500).toNanos();

    /** From when the broker listens again until all clients have found it. */
    private static final long RECONNECT = Duration.ofSeconds(3).toNanos();

    /** From when a process is gone, or goes on, until what it had sent has arrived. */
    private static final long NOTICE = Duration.ofSeconds(2).toNanos();

    private static final long REVOKE = Limits.REVOKE_TIMEOUT.toNanos();

    /** Around the moment in which connections are dropped. */
    private static final long DROP = Duration.ofMillis(100).toNanos();

    private final List<Incident> incidents;
    private final Set<Arrival> unanswered;
    private final Set<Arrival> frozen;
    private final Map<TopicPartition, List<Arrival>> firstSettlements;

    /** @param settlements all of them; those of a record by their beginning */
    Reasons(Books books, Collection<List<Arrival>> settlements) {
        this.incidents = books.incidents();
        this.unanswered = books.unanswered();
        this.frozen = frozen(books.arrivals());
        this.firstSettlements = settlements.stream()
                .map(List::getFirst)
                .collect(Collectors.groupingBy(first -> first.call().partition()));
    }

    /** Why the record came again. */
    Reason of(Arrival earlier, Arrival again) {
        if (earlier.worker().equals(again.worker()) && isAnswerLost(earlier)) {
            return Reason.LOST_ANSWER;
        }
        if (isExcused(earlier, Kind.KILLED) || isLate(again, Kind.KILLED)) {
            return Reason.KILL;
        }
        if (isExcused(earlier, Kind.STOPPED_LONG) || isLate(again, Kind.STOPPED_LONG)) {
            return Reason.LONG_STOP;
        }
        if (isAnswerLost(earlier)) {
            return Reason.LOST_ANSWER;
        }
        if (isHandedOverWithoutCommit(earlier, again)) {
            return Reason.BROKER_DOWN;
        }
        if (isExcused(earlier, Kind.ENDED_BY_ITSELF)) {
            return Reason.ENDED_BY_ITSELF;
        }
        return isBeyondCommittable(earlier) ? Reason.BEYOND_COMMITTABLE : Reason.NONE;
    }

    /** How many records may come again for this reason, at most. */
    long bound(Reason reason, Collection<Arrival> settlements) {
        return switch (reason) {
            case KILL -> count(settlements, arrival -> isExcused(arrival, Kind.KILLED));
            case LONG_STOP -> count(settlements, arrival -> isExcused(arrival, Kind.STOPPED_LONG));
            case LOST_ANSWER -> count(settlements, this::isAnswerLost);
            case BROKER_DOWN -> count(settlements, this::isUncommittable);
            case ENDED_BY_ITSELF -> count(settlements, arrival -> isExcused(arrival, Kind.ENDED_BY_ITSELF));
            case BEYOND_COMMITTABLE, NONE -> 0;
        };
    }

    /** Of a stop that cost the membership: which requests were sent after it. */
    static boolean isAfter(Incident stop, Arrival arrival) {
        return arrival.worker().equals(stop.worker())
                && arrival.begun() > stop.to()
                && arrival.begun() < stop.to() + NOTICE;
    }

    /** What the worker finished when this happened to it or so short before that it cannot have been committed. */
    private boolean isExcused(Arrival arrival, Kind kind) {
        return incidents.stream()
                .anyMatch(incident -> incident.kind() == kind
                        && incident.worker().equals(arrival.worker())
                        && arrival.ended() >= uncommittedSince(incident)
                        && isNotLaterThan(arrival, incident));
    }

    /** What was on its way when this happened to its worker, and came after the same from another one. */
    private boolean isLate(Arrival arrival, Kind kind) {
        return incidents.stream()
                .anyMatch(incident -> incident.kind() == kind
                        && incident.worker().equals(arrival.worker())
                        && arrival.begun() >= incident.from() - DROP
                        && isNotLaterThan(arrival, incident));
    }

    /** A process that was stopped sends what it had begun, and nothing else, however long that takes on a busy machine. */
    private boolean isNotLaterThan(Arrival arrival, Incident incident) {
        return incident.kind() == Kind.STOPPED_LONG
                ? arrival.begun() <= incident.to() || frozen.contains(arrival)
                : arrival.begun() <= incident.to() + NOTICE;
    }

    /** What a process had in flight when it was stopped for long: the first that it sends afterwards, as many as it may have. */
    private Set<Arrival> frozen(Collection<Arrival> arrivals) {
        return incidents.stream()
                .filter(incident -> incident.kind() == Kind.STOPPED_LONG)
                .flatMap(stop -> arrivals.stream()
                        .filter(arrival -> arrival.worker().equals(stop.worker()))
                        .filter(arrival -> arrival.begun() > stop.to())
                        .filter(arrival -> arrival.begun() < stop.to() + Limits.HANDLER_TIMEOUT.toNanos())
                        .sorted(Comparator.comparingLong(Arrival::begun))
                        .limit(Limits.CONCURRENCY))
                .collect(Collectors.toUnmodifiableSet());
    }

    private boolean isAnswerLost(Arrival arrival) {
        return unanswered.contains(arrival)
                || incidents.stream()
                        .anyMatch(incident -> incident.kind() == Kind.RECEIVER_DOWN
                                && arrival.ended() >= incident.from() - DROP
                                && arrival.begun() <= incident.from() + DROP);
    }

    private boolean isBeyondCommittable(Arrival arrival) {
        Call call = arrival.call();
        return firstSettlements.getOrDefault(call.partition(), List.of()).stream()
                .anyMatch(other -> other.call().offset() < call.offset() && other.ended() > arrival.ended());
    }

    /**
     * What a worker that gave its partition away could not commit any more: it was asked to end while the broker was down,
     * or was giving the partition away when the broker went down.
     */
    private boolean isUncommittable(Arrival arrival) {
        return incidents.stream()
                .filter(incident -> incident.kind() == Kind.BROKER_DOWN)
                .filter(down -> arrival.ended() >= down.from() - COMMIT && arrival.begun() <= down.to() + RECONNECT)
                .anyMatch(down -> arrival.ended() <= down.from() + REVOKE || endedWhile(down, arrival.worker()));
    }

    private boolean isHandedOverWithoutCommit(Arrival earlier, Arrival again) {
        return !earlier.worker().equals(again.worker())
                && isUncommittable(earlier)
                && incidents.stream()
                        .anyMatch(down -> down.kind() == Kind.BROKER_DOWN
                                && again.begun() >= down.from()
                                && (again.begun() <= down.to() + RECONNECT + REVOKE
                                        || endedWhile(down, earlier.worker())));
    }

    private boolean endedWhile(Incident down, String worker) {
        return incidents.stream()
                .anyMatch(end -> (end.kind() == Kind.RESTARTED || end.kind() == Kind.SCALED_IN)
                        && end.worker().equals(worker)
                        && end.from() <= down.to() + RECONNECT
                        && end.to() >= down.from());
    }

    /** The moment before which everything was committed when this happened to a worker. */
    private long uncommittedSince(Incident incident) {
        long since = incident.from() - COMMIT;
        for (boolean moved = true; moved; ) {
            moved = false;
            for (Incident before : incidents) {
                if (keepsFromCommitting(before, incident.worker())
                        && before.from() < incident.from()
                        && before.to() + RECONNECT > since
                        && before.from() - COMMIT < since) {
                    since = before.from() - COMMIT;
                    moved = true;
                }
            }
        }
        return since;
    }

    private static boolean keepsFromCommitting(Incident incident, String worker) {
        return incident.kind() == Kind.BROKER_DOWN
                || incident.kind() == Kind.REBALANCING
                || (incident.kind() == Kind.STOPPED_SHORTLY && incident.worker().equals(worker));
    }

    private static long count(Collection<Arrival> arrivals, Predicate<Arrival> which) {
        return arrivals.stream().filter(which).count();
    }
}
