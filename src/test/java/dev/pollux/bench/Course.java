package dev.pollux.bench;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The way from the first record to the last one: counts, and notes time and CPU at the first record, in the middle and
 * at the end. Thread-safe.
 *
 * <p>It notes them {@value #MARKS} times and reads two: a branch that is taken for the first time in the middle would take the
 * contestant's code apart there, for the compiler had left it out, and the second half would begin with compiling anew.
 */
final class Course {
    private static final com.sun.management.OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);

    /**
     * How things stood.
     *
     * @param nanos of {@code System.nanoTime}'s kind
     * @param cpuNanos used by the whole process since its start
     * @param records handled until then
     */
    private record Mark(long nanos, long cpuNanos, long records) {
        static Mark now(long records) {
            return new Mark(System.nanoTime(), SYSTEM.getProcessCpuTime(), records);
        }

        Measured.Stretch until(Mark later) {
            return new Measured.Stretch(
                    later.records - records, (later.nanos - nanos) / 1e9, (later.cpuNanos - cpuNanos) / 1e9);
        }
    }

    private static final int MARKS = 1000;

    private final long expected;
    private final AtomicLong handled = new AtomicLong();
    private final CountDownLatch over = new CountDownLatch(1);

    /** Each is written at most once, by whoever brings the count there, and read when all is over. */
    private final AtomicReferenceArray<@Nullable Mark> marks = new AtomicReferenceArray<>(MARKS + 1);

    /**
     * Below this there is nothing to note: who counts record by record must not divide for each. Raised by whoever notes a mark;
     * where two do so at once one in between may be left out, but never the last.
     */
    private volatile long nextMark;

    Course(long expected) {
        this.expected = expected;
        nextMark = Math.ceilDiv(expected, MARKS);
    }

    /** So many more records are handled, which took so long. */
    void handled(int records, long nanos) {
        long now = handled.addAndGet(records);
        long before = now - records;
        if (before == 0) {
            marks.set(0, new Mark(System.nanoTime() - nanos, SYSTEM.getProcessCpuTime(), 0));
        }
        if (now >= nextMark) {
            int mark = passed(now);
            if (mark > passed(before)) {
                marks.set(mark, Mark.now(now));
                nextMark = Math.ceilDiv((mark + 1) * expected, MARKS);
            }
        }
        if (before < expected && now >= expected) {
            over.countDown();
        }
    }

    /** How many of the marks lie behind so many records. */
    private int passed(long records) {
        return (int) Math.min(MARKS, records * MARKS / expected);
    }

    boolean isOver() {
        return over.getCount() == 0;
    }

    boolean awaitEnd(Duration bound) throws InterruptedException {
        return over.await(bound.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** What was measured, once it is over. */
    Measured measured(long peakRssKib) {
        Mark begin = marks.get(0);
        Mark half = IntStream.range(MARKS / 2, MARKS)
                .mapToObj(marks::get)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        Mark end = marks.get(MARKS);
        if (begin == null || half == null || end == null || handled.get() != expected) {
            throw new IllegalStateException(handled.get() + " records handled of " + expected);
        }
        return new Measured(begin.until(end), half.until(end), peakRssKib);
    }
}
