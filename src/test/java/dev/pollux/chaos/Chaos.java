package dev.pollux.chaos;

import dev.pollux.testkit.AtExit;

/** {@code mvn -q test-compile exec:exec@chaos}: faults on real processes, then the accounts. */
public final class Chaos {
    private Chaos() {}

    /** Exit code 0 when the accounts balance, 1 when not, 2 for wrong usage. */
    public static void main(String[] args) throws InterruptedException {
        // What the clients say of a broker that is killed is no news.
        System.setProperty("test.log.level", System.getProperty("test.log.level", "OFF"));
        int code = run();
        if (!AtExit.running()) {
            System.exit(code);
        }
    }

    private static int run() throws InterruptedException {
        ChaosSettings settings;
        try {
            settings = ChaosSettings.fromSystemProperties();
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            return 2;
        }
        try {
            return new ChaosRun(settings).run() ? 0 : 1;
        } catch (RuntimeException e) {
            if (!AtExit.running()) {
                System.out.println("The run with seed %d failed: %s".formatted(settings.seed(), e));
                e.printStackTrace();
            }
            return 1;
        }
    }
}
