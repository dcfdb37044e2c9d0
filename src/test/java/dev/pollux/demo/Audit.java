package dev.pollux.demo;

import dev.pollux.testkit.Records;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** The accounts at the end: what does not balance, each as a sentence. */
final class Audit {
    static final List<String> HEADERS = List.of(
            "pollux-source-topic",
            "pollux-source-partition",
            "pollux-source-offset",
            "pollux-source-timestamp",
            "pollux-attempts",
            "pollux-reason",
            "pollux-exception-class",
            "pollux-failed-at",
            "pollux-group");
    /** There is an exception only where one was thrown. */
    private static final Set<String> OPTIONAL = Set.of("pollux-exception-class");

    private static final int EXAMPLES = 5;

    private final List<String> problems = new ArrayList<>();
    private final Set<Long> deadLetters = new HashSet<>();

    /** Every order up to {@code records} was delivered or is a dead letter that is as it should be. */
    Audit orders(long records, Ledger ledger, List<ConsumerRecord<byte[], byte[]>> deadLetterTopic) {
        deadLetterTopic.forEach(letter -> deadLetter(letter, records));
        List<Long> missing = new ArrayList<>();
        for (long number = 0; number < records; number++) {
            if (!ledger.isDelivered(number) && !deadLetters.contains(number)) {
                missing.add(number);
            }
        }
        if (!missing.isEmpty()) {
            problems.add(missing.size() + " orders neither delivered nor in the dead letter topic, such as "
                    + missing.subList(0, Math.min(EXAMPLES, missing.size())));
        }
        return this;
    }

    /** The orders of each customer were delivered one after the other. */
    Audit order(Ledger ledger) {
        String disorder = ledger.disorder();
        if (disorder != null) {
            problems.add(disorder);
        }
        return this;
    }

    /** The group's commits reached the ends. */
    Audit commits(Map<TopicPartition, Long> lagByPartition) {
        lagByPartition.forEach((partition, lag) -> {
            if (lag != 0) {
                problems.add(partition + " is committed up to " + lag + " records before its end");
            }
        });
        return this;
    }

    /** The worker stopped as it should. */
    Audit exit(int code) {
        if (code != 0) {
            problems.add("the worker ended with exit code " + code + " instead of 0");
        }
        return this;
    }

    /** What is wrong; empty when all is well. */
    List<String> problems() {
        return List.copyOf(problems);
    }

    /** Different orders in the dead letter topic. */
    int deadLetters() {
        return deadLetters.size();
    }

    private void deadLetter(ConsumerRecord<byte[], byte[]> letter, long records) {
        String where = "dead letter " + letter.partition() + '/' + letter.offset();
        for (String name : HEADERS) {
            if (Records.header(letter, name).isEmpty() && !OPTIONAL.contains(name)) {
                problems.add(where + " has no header " + name);
            }
        }
        Records.header(letter, "pollux-source-topic")
                .filter(topic -> !topic.equals(Demo.TOPIC))
                .ifPresent(topic -> problems.add(where + " names a source topic " + topic));
        long number = number(letter);
        Order order = new Order(number);
        if (number < 0
                || number >= records
                || !Arrays.equals(order.key(), letter.key())
                || !Arrays.equals(order.value(), letter.value())) {
            problems.add(where + " is not an order as it was produced");
        } else {
            deadLetters.add(number);
        }
    }

    /** The number at the begin of the JSON; -1 where there is none. */
    private static long number(ConsumerRecord<byte[], byte[]> letter) {
        String json = letter.value() == null ? "" : Records.text(letter.value());
        String digits = json.replaceFirst("^\\{\"order\":(\\d+),.*$", "$1");
        return digits.equals(json) ? -1 : Long.parseLong(digits);
    }
}
