package dev.pollux.worker;

/** A call that handles all its records at once, and so expires once. */
final class OnceExpiring implements Deadlines.Call {
    private final Runnable onExpiry;

    /** Guarded by this. */
    private boolean ended;

    private boolean expired;

    OnceExpiring(Runnable onExpiry) {
        this.onExpiry = onExpiry;
    }

    @Override
    public int progress() {
        return 1;
    }

    @Override
    public synchronized void expire(int progress) {
        if (!ended) {
            expired = true;
            onExpiry.run();
        }
    }

    synchronized boolean isExpired() {
        return expired;
    }

    /** Nothing expires from here on; an interrupt that came just before is cleared for what the thread does next. */
    synchronized void end() {
        ended = true;
        if (expired) {
            Thread.interrupted();
        }
    }
}
