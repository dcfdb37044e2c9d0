package dev.pollux.testkit;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** Waits for answers without checked exceptions. */
final class Futures {
    private Futures() {}

    /** The answer; a failure is thrown as it is, or inside an {@link IllegalStateException} when it is checked. */
    static <T> T join(Future<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
