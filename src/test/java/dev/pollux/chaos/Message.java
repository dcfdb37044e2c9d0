package dev.pollux.chaos;

import static dev.pollux.testkit.Records.bytes;

import dev.pollux.testkit.Records;
import java.util.Locale;
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
        long chance = mix(number);
        return (int) Math.min(Long.remainderUnsigned(chance, KEYS), Long.remainderUnsigned(mix(chance), KEYS));
    }

    String keyText() {
        return String.format(Locale.ROOT, "key-%03d", key);
    }

    byte[] value() {
        return bytes(String.format(
                Locale.ROOT, "%d %d %d %016x%016x", number, key, sequence, mix(number), mix(sequence + ~number)));
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
        return chance(seed, 1, REFUSED_ONE_IN);
    }

    /** Whether the receiver fails over it when it comes for the first time. */
    boolean failsAtFirst(long seed) {
        return chance(seed, 2, FAILS_ONE_IN);
    }

    private boolean chance(long seed, int salt, int oneIn) {
        return Long.remainderUnsigned(mix(mix(seed + salt) + number), oneIn) == 0;
    }

    /** Spreads the bits, so that neighbours have little in common (the finalizer of SplitMix64). */
    private static long mix(long seed) {
        long z = seed + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
