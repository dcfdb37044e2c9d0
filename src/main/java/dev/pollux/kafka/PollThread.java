package dev.pollux.kafka;

/**
 * A thread that polls. It can be interrupted only while it calls a handler: what a handler left behind may interrupt the thread that
 * it was called on later, and the client would fail at each call (trap 27).
 */
final class PollThread extends Thread {
    private final Object handler = new Object();

    /** Guarded by the one above. */
    private boolean inHandler;

    /** A daemon: one that a handler never gives back must not keep the process from ending. */
    PollThread(String name, Runnable task) {
        super(task, name);
        setDaemon(true);
    }

    @Override
    public void interrupt() {
        synchronized (handler) {
            if (inHandler) {
                super.interrupt();
            }
        }
    }

    /** For itself: it is about to call a handler. */
    void enterHandler() {
        synchronized (handler) {
            inHandler = true;
        }
    }

    /** For itself: the handler is through, and what interrupted it is over as well. */
    void leaveHandler() {
        synchronized (handler) {
            inHandler = false;
            var _ = interrupted();
        }
    }
}
