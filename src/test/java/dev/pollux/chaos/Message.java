package dev.pollux.chaos;

import static dev.pollux.testkit.Records.bytes;

import dev.pollux.testkit.Records;
import dev.pollux.testkit.Seeds;
import java.util.Locale;
import java.util.function.LongFunction;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record with known contents.
 *
 * @param number from 0, over all keys
 * @param sequence from 0, of its key
 */
record Message(long number, int key, long sequence) {
    static final int KEYS = 300;

    private static final int REFUSED_ONE_IN = 400;
    private static final int FAILS_ONE_IN = 150;

    /** Which key the message with this number has; uneven, as keys are. */
    static int keyOf(long number) {
        long chance = Seeds.mix(number);
        return (int) Math.min(Long.remainderUnsigned(chance, KEYS), Long.remainderUnsigned(Seeds.mix(chance), KEYS));
    }

    /** Makes the messages from number 0 up, each once and in their order. */
    static LongFunction<ProducerRecord<byte[], byte[]>> stream(String topic) {
        long[] sequences = new long[KEYS];
        return number -> {
            int key = keyOf(number);
            Message message = new Message(number, key, sequences[key]++);
            return new ProducerRecord<>(topic, bytes(message.keyText()), message.value());
        };
    }

    String keyText() {
        return String.format(Locale.ROOT, "key-%03d", key);
    }

    byte[] value() {
        return bytes(String.format(
                Locale.ROOT,
                "%d %d %d %016x%016x",
                number,
                key,
                sequence,
                Seeds.mix(number),
                Seeds.mix(sequence + ~number)));
    }

    /** The message with this value; null where it is none, or harmed. */
    static @Nullable Message of(String value) {
        String[] words = value.split(" ", -1);
        try {
            Message message =
                    new Message(Long.parseLong(words[0]), Integer.parseInt(words[1]), Long.parseLong(words[2]));
            return Records.text(message.value()).equals(value) ? message : null;
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException _) {
            return null;
        }
    }

    /** Whether the receiver refuses it each time, so that it can only become a dead letter. */
    boolean refusedForGood(long seed) {
        return Seeds.oneIn(REFUSED_ONE_IN, seed + 1, number);
    }

    /** Whether the receiver fails over it when it comes for the first time. */
    boolean failsAtFirst(long seed) {
        return Seeds.oneIn(FAILS_ONE_IN, seed + 2, number);
    }
}
