package dev.pollux.testkit;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** What was opened one after the other, to be closed in reverse. Thread-safe. */
public final class Opened implements AutoCloseable {
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    /** Notes what was opened last, and returns it. */
    public synchronized <T extends AutoCloseable> T add(T last) {
        opened.push(last);
        return last;
    }

    /**
     * Closes all that is open; may be called again, and then waits for the first call.
     *
     * @throws IllegalStateException when something could not be closed, once all the others were
     */
    @Override
    public synchronized void close() {
        Exception failure = null;
        while (!opened.isEmpty()) {
            failure = merged(failure, closeLast());
        }
        if (failure != null) {
            throw new IllegalStateException(failure);
        }
    }

    private @Nullable Exception closeLast() {
        try {
            opened.pop().close();
            return null;
        } catch (Exception e) {
            return e;
        }
    }

    private static @Nullable Exception merged(@Nullable Exception first, @Nullable Exception next) {
        if (first != null && next != null) {
            first.addSuppressed(next);
        }
        return first == null ? next : first;
    }
}
