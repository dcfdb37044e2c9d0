package dev.pollux.kafka;

import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaFuture;

/** What the brokers answered to one question. */
sealed interface Answer<T> {

    /** They said it. */
    record Given<T>(T value) implements Answer<T> {}

    /** They did not, and this is why. */
    record Refused<T>(Throwable cause) implements Answer<T> {}

    /** Waits for it; it has a time-out of its own. */
    static <T> Answer<T> of(KafkaFuture<T> future) throws InterruptedException {
        try {
            return new Given<>(future.get());
        } catch (ExecutionException e) {
            return new Refused<>(e.getCause() == null ? e : e.getCause());
        }
    }
}
