package dev.pollux.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;

/** Runs many seeds on all cores, one seed on one thread. */
final class Seeds {
    /** What a failing seed said. */
    record Failure(long seed, String report) {}

    /**
     * @param ran how many seeds
     * @param failures those that failed, the lowest seed first
     */
    record Result(long ran, double seconds, List<Failure> failures) {}

    private Seeds() {}

    /** Runs them until all are done or so many failed. */
    static Result run(LongFunction<String> simulation, long first, long count, int mostFailures)
            throws InterruptedException {
        long begin = System.nanoTime();
        AtomicLong next = new AtomicLong(first);
        AtomicLong ran = new AtomicLong();
        AtomicInteger failed = new AtomicInteger();
        List<Failure> failures = new ArrayList<>();
        Runnable work = () -> {
            long seed;
            while (failed.get() < mostFailures && (seed = next.getAndIncrement()) < first + count) {
                String report = simulation.apply(seed);
                ran.incrementAndGet();
                if (!report.isEmpty()) {
                    failed.incrementAndGet();
                    synchronized (failures) {
                        failures.add(new Failure(seed, report));
                    }
                }
            }
        };
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
            threads.add(Thread.ofPlatform().name("simulation-" + i).start(work));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        failures.sort((a, b) -> Long.compare(a.seed, b.seed));
        return new Result(ran.get(), (System.nanoTime() - begin) / 1e9, failures);
    }
}
