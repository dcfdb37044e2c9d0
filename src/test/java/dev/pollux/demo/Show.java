package dev.pollux.demo;

import dev.pollux.testkit.AtExit;
import dev.pollux.testkit.Records;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The demo from the first order to the summary. */
final class Show {
    private static final long PERIOD_MILLIS = 250;
    private static final long SECOND = 1_000_000_000;
    private static final long STALL_NANOS = 60 * SECOND;
    private static final Duration STOP_BOUND = Duration.ofSeconds(30);
    private static final int NOT_ENDED = -1;

    private final DemoSettings settings;
    private final Progress progress;
    private final Stage stage;
    private final CountDownLatch interrupted = new CountDownLatch(1);
    private final CountDownLatch cleanedUp = new CountDownLatch(1);

    Show(DemoSettings settings, Progress progress, Stage stage) {
        this.settings = settings;
        this.progress = progress;
        this.stage = stage;
    }

    /** Runs to the end, or until Ctrl-C. Returns whether all is well. */
    boolean run() throws InterruptedException {
        Runnable onInterrupt = this::interrupt;
        AtExit.register(onInterrupt);
        try {
            return watch() ? audit() : endEarly();
        } finally {
            stage.close();
            AtExit.forget(onInterrupt);
            cleanedUp.countDown();
        }
    }

    /** Ctrl-C: the thread that runs the demo stops everything in order; the JVM waits for it, but not for ever. */
    private void interrupt() {
        interrupted.countDown();
        try {
            if (!cleanedUp.await(STOP_BOUND.toSeconds(), TimeUnit.SECONDS)) {
                System.err.println("The demo did not stop in time; its processes are killed.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Shows progress until all orders are dealt with (true), or Ctrl-C (false). */
    private boolean watch() throws InterruptedException {
        if (settings.records().isEmpty()) {
            progress.say("Ctrl-C stops it.");
        }
        Rate rate = new Rate(stage.beginNanos());
        Standing last = new Standing(0, 0, 0, 0, 0);
        long lastChange = System.nanoTime();
        while (!interrupted.await(PERIOD_MILLIS, TimeUnit.MILLISECONDS)) {
            Standing now = Standing.of(stage.producer(), stage.ledger(), stage.cluster());
            progress.show("sent %,d  delivered %,d  retried %,d  dead %,d  lag %,d  %,d/s"
                    .formatted(
                            now.sent(),
                            now.delivered(),
                            now.retried(),
                            now.deadLettered(),
                            now.lag(),
                            rate.at(System.nanoTime(), now.delivered())));
            if (settings.records().isPresent() && now.done(settings.records().getAsLong())) {
                return true;
            }
            lastChange = now.equals(last) ? lastChange : System.nanoTime();
            last = now;
            failOnTrouble(lastChange);
        }
        return false;
    }

    private void failOnTrouble(long lastChange) {
        if (stage.producer().failure() != null) {
            throw new IllegalStateException(
                    "the producer failed: " + stage.producer().failure());
        }
        if (!stage.worker().alive()) {
            throw new IllegalStateException("the worker ended with exit code "
                    + stage.worker().exitCode().orElse(NOT_ENDED) + "; its log ends with:\n"
                    + stage.worker().tail());
        }
        if (System.nanoTime() - lastChange > STALL_NANOS) {
            throw new IllegalStateException("nothing moved for " + STALL_NANOS / SECOND + " s; lag by partition "
                    + stage.cluster().lagByPartition(Demo.GROUP, Demo.TOPIC) + "; the worker's log ends with:\n"
                    + stage.worker().tail());
        }
    }

    private boolean endEarly() {
        progress.say("Stopping ...");
        stage.producer().close();
        stopWorker();
        Ledger ledger = stage.ledger();
        progress.say("%,d orders sent, %,d delivered, %,d retries, %,d duplicates in %,.0f s"
                .formatted(
                        stage.producer().acknowledged(),
                        ledger.deliveries(),
                        ledger.retries(),
                        ledger.duplicates(),
                        seconds()));
        return false;
    }

    private boolean audit() {
        double seconds = seconds();
        long records = settings.records().orElseThrow();
        int exit = stopWorker();
        Ledger ledger = stage.ledger();
        Audit audit = new Audit()
                .orders(records, ledger, Records.readAll(stage.cluster(), Demo.DEAD_LETTERS))
                .order(ledger)
                .commits(stage.cluster().lagByPartition(Demo.GROUP, Demo.TOPIC))
                .exit(exit);
        progress.say("");
        progress.say("records        %,10d".formatted(records));
        progress.say("delivered      %,10d".formatted(ledger.deliveries()));
        progress.say("dead-lettered  %,10d".formatted(audit.deadLetters()));
        progress.say("retries        %,10d".formatted(ledger.retries()));
        progress.say("duplicates     %,10d".formatted(ledger.duplicates()));
        progress.say("seconds        %,10.1f".formatted(seconds));
        progress.say("records/s      %,10.0f".formatted(records / seconds));
        progress.say("lag            %,10d".formatted(stage.cluster().lag(Demo.GROUP, Demo.TOPIC)));
        progress.say("");
        audit.problems().forEach(problem -> progress.say("WRONG: %s".formatted(problem)));
        if (!audit.problems().isEmpty()) {
            progress.say("The worker's log: %s".formatted(stage.worker().log()));
            return false;
        }
        progress.say("Every order was delivered, or is a dead letter; each customer's in order; all committed.");
        return true;
    }

    /** SIGTERM; kills it when it takes too long. */
    private int stopWorker() {
        stage.worker().sigterm();
        return stage.worker().waitFor(STOP_BOUND).orElse(NOT_ENDED);
    }

    private double seconds() {
        return (System.nanoTime() - stage.beginNanos()) / (double) SECOND;
    }
}
