package dev.pollux.app;

import java.util.concurrent.CountDownLatch;

/**
 * SIGTERM and SIGINT, by way of the JVM's shutdown hook: asks for a stop, waits until it is over, and ends the process
 * with the exit code of that stop, where the JVM itself would say 143.
 */
final class Signals {
    private final Runnable stop;
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile int code;

    Signals(Runnable stop) {
        this.stop = stop;
        Runtime.getRuntime().addShutdownHook(new Thread(this::stopAndHalt, "pollux-shutdown"));
    }

    /** Everything has stopped. */
    void exitWith(int exitCode) {
        code = exitCode;
        over.countDown();
    }

    private void stopAndHalt() {
        stop.run();
        try {
            over.await();
            Runtime.getRuntime().halt(code);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
