package dev.pollux.chaos;

import dev.pollux.chaos.Incident.Kind;
import dev.pollux.chaos.Repeat.Reason;
import dev.pollux.guarantee.Guarantees;
import dev.pollux.guarantee.Observed.Call;
import dev.pollux.testkit.Records;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** What does not balance, each as a sentence. */
final class Accounts {
    private static final int EXAMPLES = 20;

    private final Books books;
    private final Map<String, List<Arrival>> settled;
    private final Reasons reasons;
    private final List<Repeat> repeats = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    Accounts(Books books) {
        this.books = books;
        this.settled = Settlements.byRecord(books.arrivals(), books.seed());
        this.reasons = new Reasons(books, settled.values());
        Map<String, Message> written = written();
        deliveredAsWritten(written);
        DeadLetterAccounts letters = new DeadLetterAccounts(books, written, settled);
        problems.addAll(letters.problems());
        promises(letters.coordinates());
        books.lags().forEach((partition, lag) -> {
            if (lag != 0) {
                problems.add("%s is committed up to %d records before its end".formatted(partition, lag));
            }
        });
        attribute();
    }

    /** Problems from elsewhere. */
    void add(Collection<String> more) {
        problems.addAll(more);
    }

    /** What is wrong; empty when all is well. */
    List<String> problems() {
        return List.copyOf(problems);
    }

    /** What was finished more than once. */
    List<Repeat> repeats() {
        return List.copyOf(repeats);
    }

    /** How many records were finished more than once for this reason. */
    long count(Reason reason) {
        return repeats.stream().filter(repeat -> repeat.reason() == reason).count();
    }

    /** How many there may be at most. */
    long bound(Reason reason) {
        return reasons.bound(
                reason, settled.values().stream().flatMap(List::stream).toList());
    }

    /** The messages by coordinates; all numbers of a key are in the topic, in order. */
    private Map<String, Message> written() {
        Map<String, Message> written = new HashMap<>();
        Map<Integer, Long> next = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : books.topic()) {
            Message message = Objects.requireNonNull(Message.of(Records.text(record.value())));
            written.put(record.topic() + '-' + record.partition() + '@' + record.offset(), message);
            long expected = next.merge(message.key(), 1L, Long::sum) - 1;
            check(
                    message.sequence() == expected,
                    "the topic itself has %s instead of sequence %d".formatted(message, expected));
        }
        check(
                written.size() == books.acknowledged(),
                "the topic has %d records, %d were acknowledged".formatted(written.size(), books.acknowledged()));
        return written;
    }

    private void deliveredAsWritten(Map<String, Message> written) {
        for (Arrival arrival : books.arrivals()) {
            Message message = written.get(arrival.coordinates());
            check(
                    message != null && message.number() == arrival.number(),
                    "%s was delivered as message %d, written as %s"
                            .formatted(arrival.coordinates(), arrival.number(), message));
        }
    }

    private void promises(Map<TopicPartition, Set<Long>> deadLetters) {
        List<Call> calls = Settlements.calls(books.arrivals(), settled);
        List<Call> accepted = books.arrivals().stream().map(Arrival::call).toList();
        promise(() -> Guarantees.atLeastOnce(accepted, books.ends(), deadLetters));
        promise(() -> Guarantees.order(calls, true));
        Map<String, List<Call>> byWorker = books.arrivals().stream()
                .collect(
                        Collectors.groupingBy(Arrival::worker, Collectors.mapping(Arrival::call, Collectors.toList())));
        byWorker.values().forEach(own -> {
            promise(() -> Guarantees.atMostInFlight(own, Limits.CONCURRENCY));
            promise(() -> Guarantees.oneAtATime(own, true));
        });
    }

    private void attribute() {
        for (List<Arrival> times : settled.values()) {
            for (int i = 1; i < times.size(); i++) {
                Arrival earlier = times.get(i - 1);
                repeats.add(new Repeat(earlier, times.get(i), reasons.of(earlier, times.get(i))));
            }
        }
        long unexplained =
                repeats.stream().filter(repeat -> !repeat.reason().isGood()).count();
        check(unexplained == 0, "%d records were finished twice without a good reason".formatted(unexplained));
        for (Incident stop : books.incidents()) {
            if (stop.kind() == Kind.STOPPED_LONG) {
                long after = repeats.stream()
                        // What it had finished itself it may have been given anew: not all could be committed.
                        .filter(repeat -> !repeat.earlier().worker().equals(stop.worker()))
                        .filter(repeat -> Reasons.isAfter(stop, repeat.again()))
                        .count();
                check(
                        after <= Limits.CONCURRENCY,
                        "%s repeated %d records after its long stop, more than it had in flight"
                                .formatted(stop.worker(), after));
            }
        }
    }

    private void promise(Runnable guarantee) {
        try {
            guarantee.run();
        } catch (AssertionError e) {
            problems.add(String.valueOf(e.getMessage()).strip().replaceAll("\\s+", " "));
        }
    }

    private void check(boolean holds, String otherwise) {
        // The first ones say it all.
        if (!holds && problems.size() < EXAMPLES) {
            problems.add(otherwise);
        }
    }
}
