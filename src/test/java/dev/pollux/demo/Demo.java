package dev.pollux.demo;

import dev.pollux.testkit.AtExit;

/** {@code mvn -q test-compile exec:exec@demo}: the whole product on one machine, without Docker. */
public final class Demo {
    static final String TOPIC = "orders";
    static final String DEAD_LETTERS = "orders.dlt";
    static final String GROUP = "orders-worker";

    private Demo() {}

    /** Exit code 0 when the accounts balance, 1 when not, 2 for wrong usage. */
    public static void main(String[] args) throws InterruptedException {
        // The clients' warnings, for instance about a broker that is being stopped, are no part of the show.
        System.setProperty("test.log.level", System.getProperty("test.log.level", "OFF"));
        int code = run();
        if (AtExit.running()) {
            // Ctrl-C: the JVM is ending already.
            return;
        }
        System.exit(code);
    }

    private static int run() throws InterruptedException {
        DemoSettings settings;
        try {
            settings = DemoSettings.fromSystemProperties();
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            return 2;
        }
        Progress progress = Progress.onStandardOutput();
        try (Stage stage = new Stage(settings, progress)) {
            return new Show(settings, progress, stage).run() ? 0 : 1;
        } catch (RuntimeException e) {
            if (!AtExit.running()) {
                progress.say("The demo failed: %s".formatted(e.getMessage() == null ? e : e.getMessage()));
            }
            return 1;
        }
    }
}
