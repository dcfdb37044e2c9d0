package dev.pollux.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What every contestant does with a record: sleeps if the job says so, checks, counts. As thread-safe as {@link Tally}. */
public final class Handling {
    private static final Duration BOUND = Duration.ofMinutes(10);

    private final Job job;
    private final Tally tally = new Tally();
    private final Course course;

    /** For one run of one contestant. */
    public Handling(Job job) {
        this.job = job;
        course = new Course(job.records());
    }

    Course course() {
        return course;
    }

    /** Handles one record, without counting it. */
    public void handle(byte @Nullable [] key, long offset) {
        if (job.sleepMillis() > 0) {
            try {
                Thread.sleep(job.sleepMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted in a handler", e);
            }
        }
        tally.see(key, offset);
    }

    /** Handles one record and counts it. */
    public void handleAndCount(byte @Nullable [] key, long offset) {
        long begin = job.sleepMillis() > 0 ? System.nanoTime() : 0;
        handle(key, offset);
        course.handled(1, begin == 0 ? 0 : System.nanoTime() - begin);
    }

    /** Waits until all records are handled. */
    public void awaitEnd() throws InterruptedException {
        if (!course.awaitEnd(BOUND)) {
            throw new IllegalStateException("not in time");
        }
    }

    /** Checks counts and order, once the contestant has stopped, and prints what was measured. */
    public void finish() throws IOException {
        tally.check(job.records());
        System.out.println(course.measured(peakRssKib()).line());
    }

    /** What the kernel says was the most; -1 where there is no such kernel. */
    static long peakRssKib() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return -1;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(-1);
    }
}
