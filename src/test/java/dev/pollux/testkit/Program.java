package dev.pollux.testkit;

import java.util.function.Supplier;

/** How the programs run that are started by hand. */
public final class Program {
    private static final int WRONG = 1;
    private static final int WRONG_USAGE = 2;

    private Program() {}

    /**
     * What a program does.
     *
     * @param <S> its settings
     */
    @FunctionalInterface
    public interface Body<S> {
        /** Returns whether all is well. */
        boolean run(S settings) throws InterruptedException;
    }

    /**
     * Runs it without the clients' log and ends the JVM: exit code 0 when all is well, 1 when not, 2 for wrong usage.
     *
     * @param settings throws an {@link IllegalArgumentException} for what a person has to put right
     */
    public static <S> void run(Supplier<S> settings, Body<S> body) throws InterruptedException {
        // What the clients say of a broker that is killed or stopped is no news.
        System.setProperty("test.log.level", System.getProperty("test.log.level", "OFF"));
        int code = code(settings, body);
        // After Ctrl-C the JVM is ending already.
        if (!AtExit.running()) {
            System.exit(code);
        }
    }

    private static <S> int code(Supplier<S> settings, Body<S> body) throws InterruptedException {
        S known;
        try {
            known = settings.get();
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            return WRONG_USAGE;
        }
        return body.run(known) ? 0 : WRONG;
    }
}
