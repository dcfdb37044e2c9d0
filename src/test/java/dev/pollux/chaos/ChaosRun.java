package dev.pollux.chaos;

import dev.pollux.testkit.Records;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** From the first message to the accounts. */
final class ChaosRun {
    private static final long LOOK_MILLIS = 200;
    private static final long PROGRESS_NANOS = Duration.ofSeconds(5).toNanos();
    private static final Duration CATCH_UP = Duration.ofMinutes(2);

    private final Narrator narrator = new Narrator();
    private final ChaosSettings settings;
    private final FaultPlan plan;
    private long nextProgress = System.nanoTime();

    ChaosRun(ChaosSettings settings) {
        this.settings = settings;
        this.plan = new FaultPlan(settings.seed());
    }

    /** Returns whether the accounts balance. */
    boolean run() throws InterruptedException {
        narrator.say("seed %d: protocol %s, %d s of faults"
                .formatted(
                        settings.seed(),
                        plan.protocol().name().toLowerCase(Locale.ROOT),
                        settings.lasts().toSeconds()));
        try (Stage stage = new Stage(settings, plan, narrator)) {
            narrator.say("the broker and %d workers are up; their logs are in %s"
                    .formatted(stage.fleet.size(), stage.fleet.folder()));
            sabotage(stage);
            narrator.say("no more faults");
            settle(stage);
            List<Incident> incidents = stage.chronicle.incidents();
            stage.fleet.stop();
            return account(stage, incidents);
        }
    }

    private void sabotage(Stage stage) throws InterruptedException {
        long deadline = System.nanoTime() + settings.lasts().toNanos();
        var workers = new Series<>("worker-faults", plan::nextOfWorker, stage.workerFaults, narrator, deadline);
        var surroundings = new Series<>(
                "surrounding-faults", plan::nextOfSurroundings, stage.surroundingFaults, narrator, deadline);
        while (!workers.isOver() || !surroundings.isOver() || System.nanoTime() - deadline < 0) {
            look(stage);
            failOn(workers.failure());
            failOn(surroundings.failure());
            failOn(stage.source.failure());
        }
    }

    /** Everything is up; now the group has to reach the end. */
    private void settle(Stage stage) throws InterruptedException {
        stage.fleet.awaitReady();
        stage.source.finish();
        failOn(stage.source.failure());
        long deadline = System.nanoTime() + CATCH_UP.toNanos();
        while (stage.cluster.lag(Stage.GROUP, Stage.TOPIC) > 0) {
            if (System.nanoTime() - deadline > 0) {
                stage.chronicle.wrong("the group did not reach the end within %s: lag by partition %s"
                        .formatted(CATCH_UP, stage.cluster.lagByPartition(Stage.GROUP, Stage.TOPIC)));
                return;
            }
            look(stage);
        }
        narrator.say("the group's lag is 0");
    }

    private boolean account(Stage stage, List<Incident> incidents) {
        var books = new Books(
                settings.seed(),
                Records.readAll(stage.cluster, Stage.TOPIC),
                Records.readAll(stage.cluster, Stage.DEAD_LETTERS),
                stage.cluster.endOffsets(Stage.TOPIC),
                stage.cluster.lagByPartition(Stage.GROUP, Stage.TOPIC),
                stage.source.acknowledged(),
                stage.arrivals.all(),
                stage.arrivals.unanswered(),
                incidents);
        Accounts accounts = new Accounts(books);
        accounts.add(stage.chronicle.problems());
        stage.arrivals.malformed().forEach(request -> accounts.add(List.of("a malformed request: " + request)));
        new Report(settings, plan.protocol(), books, accounts, narrator).print(System.out);
        return accounts.problems().isEmpty();
    }

    private void look(Stage stage) throws InterruptedException {
        stage.fleet.revive();
        if (System.nanoTime() - nextProgress > 0) {
            nextProgress = System.nanoTime() + PROGRESS_NANOS;
            narrator.say("... sent %,d  delivered %,d  repeated %,d  workers %d"
                    .formatted(
                            stage.source.acknowledged(),
                            stage.arrivals.delivered(),
                            stage.arrivals.repeated(),
                            stage.fleet.size()));
        }
        Thread.sleep(LOOK_MILLIS);
    }

    private static void failOn(@Nullable Exception failure) {
        if (failure != null) {
            throw new IllegalStateException("the run itself failed: " + failure, failure);
        }
    }
}
