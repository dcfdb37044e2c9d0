package dev.pollux.chaos;

import dev.pollux.chaos.FaultPlan.Step;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One fault after the other on a thread of its own, until the time is over; the last one is put right. The thread does not
 * keep the JVM from ending.
 */
final class Series<F extends Fault> {
    /** Carries out one fault and puts it right; takes as long as that takes. */
    interface Saboteur<F extends Fault> {
        void carryOut(F fault) throws InterruptedException;
    }

    private final Supplier<Step<F>> steps;
    private final Saboteur<F> saboteur;
    private final Narrator narrator;
    private final long deadline;
    private final Thread thread;
    private volatile @Nullable Exception failure;

    /** @param deadline by {@link System#nanoTime}: no fault begins after it */
    Series(String name, Supplier<Step<F>> steps, Saboteur<F> saboteur, Narrator narrator, long deadline) {
        this.steps = steps;
        this.saboteur = saboteur;
        this.narrator = narrator;
        this.deadline = deadline;
        thread = Thread.ofPlatform().daemon().name(name).start(this::run);
    }

    boolean isOver() {
        return !thread.isAlive();
    }

    /** Why it ended early; null where it did not. */
    @Nullable
    Exception failure() {
        return failure;
    }

    private void run() {
        try {
            Step<F> step = steps.get();
            while (System.nanoTime() + step.quiet().toNanos() - deadline < 0) {
                Thread.sleep(step.quiet());
                narrator.say(step.fault().text());
                saboteur.carryOut(step.fault());
                narrator.say("  over: " + step.fault().text());
                step = steps.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            failure = e;
        }
    }
}
