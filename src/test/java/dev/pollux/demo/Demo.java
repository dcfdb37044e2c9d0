package dev.pollux.demo;

import dev.pollux.testkit.AtExit;
import dev.pollux.testkit.Program;

/** {@code mvn -q test-compile exec:exec@demo}: the whole product on one machine, without Docker. */
public final class Demo {
    static final String TOPIC = "orders";
    static final String DEAD_LETTERS = "orders.dlt";
    static final String GROUP = "orders-worker";

    private Demo() {}

    /** Exit code 0 when the accounts balance, 1 when not, 2 for wrong usage. */
    public static void main(String[] args) throws InterruptedException {
        Program.run(DemoSettings::fromSystemProperties, Demo::run);
    }

    private static boolean run(DemoSettings settings) throws InterruptedException {
        Progress progress = Progress.onStandardOutput();
        try (Stage stage = new Stage(settings, progress)) {
            return new Show(settings, progress, stage).run();
        } catch (RuntimeException e) {
            if (!AtExit.running()) {
                progress.say("The demo failed: %s".formatted(e.getMessage() == null ? e : e.getMessage()));
            }
            return false;
        }
    }
}
