package dev.pollux.kafka;

import java.util.function.Supplier;
import org.apache.kafka.common.errors.WakeupException;

/** Repeats consumer calls that were hit by a {@code wakeup()} which was meant for a poll. */
final class Patience {
    private Patience() {}

    static void unawakened(Runnable call) {
        unawakened(() -> {
            call.run();
            return true;
        });
    }

    static <T> T unawakened(Supplier<T> call) {
        while (true) {
            try {
                return call.get();
            } catch (WakeupException meantForPoll) {
                // At most one of them is pending for each poll, so this ends.
            }
        }
    }
}
