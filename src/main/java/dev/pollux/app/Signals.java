package dev.pollux.app;

import java.util.concurrent.CountDownLatch;

/**
 * SIGTERM and SIGINT, by way of the JVM's shutdown hook: asks for a stop, waits until it is over, and ends the process
 * with the exit code of that stop, where the JVM itself would say 143. Before there is anything to stop, a signal ends the
 * process at once.
 */
final class Signals {
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile ExitCode code = ExitCode.FAILED;

    /** A signal is to do this from now on; called once. Whoever calls it owes {@link #exitWith}. */
    void stopWith(Runnable stop) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stopAndHalt(stop), "pollux-shutdown"));
    }

    /** Everything has stopped and is closed: the process may end here and now. */
    void exitWith(ExitCode exitCode) {
        code = exitCode;
        over.countDown();
    }

    private void stopAndHalt(Runnable stop) {
        try {
            stop.run();
        } finally {
            awaitEndAndHalt();
        }
    }

    private void awaitEndAndHalt() {
        try {
            over.await();
            Runtime.getRuntime().halt(code.code());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
