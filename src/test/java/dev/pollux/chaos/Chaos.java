package dev.pollux.chaos;

import dev.pollux.testkit.AtExit;
import dev.pollux.testkit.Program;

/** {@code mvn -q test-compile exec:exec@chaos}: faults on real processes, then the accounts. */
public final class Chaos {
    private Chaos() {}

    /** Exit code 0 when the accounts balance, 1 when not, 2 for wrong usage. */
    public static void main(String[] args) throws InterruptedException {
        Program.run(ChaosSettings::fromSystemProperties, Chaos::run);
    }

    private static boolean run(ChaosSettings settings) throws InterruptedException {
        try {
            return new ChaosRun(settings).run();
        } catch (RuntimeException e) {
            if (!AtExit.running()) {
                System.out.println("The run with seed %d failed: %s".formatted(settings.seed(), e));
                e.printStackTrace();
            }
            return false;
        }
    }
}
