package dev.pollux.bench;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * How long something took; travels from its process as a line of text.
 *
 * @param what its name in that line
 * @param count how often it was measured; the rest is in microseconds
 */
record Percentiles(String what, int count, double p50, double p99, double p999, double most) {

    /** Collects. Thread-safe; whatever comes when it is full is left out. */
    static final class Collector {
        private final long[] nanos;
        private final AtomicInteger next = new AtomicInteger();

        Collector(int most) {
            nanos = new long[most];
        }

        void note(long took) {
            int place = next.getAndIncrement();
            if (place < nanos.length) {
                nanos[place] = took;
            }
        }

        /** To be called once nobody notes any more. */
        Percentiles percentiles(String what) {
            return of(what, Arrays.copyOf(nanos, Math.min(next.get(), nanos.length)));
        }
    }

    /** Those of these times; sorts them. */
    static Percentiles of(String what, long[] nanos) {
        if (nanos.length == 0) {
            return new Percentiles(what, 0, 0, 0, 0, 0);
        }
        Arrays.sort(nanos);
        return new Percentiles(what, nanos.length, at(nanos, 0.5), at(nanos, 0.99), at(nanos, 0.999), at(nanos, 1));
    }

    private static double at(long[] sorted, double part) {
        int rank = (int) Math.ceil(part * sorted.length);
        return sorted[Math.max(rank, 1) - 1] / 1000.0;
    }

    String line() {
        return String.format(
                Locale.ROOT,
                "%s: %d times, p50 %.1f, p99 %.1f, p99.9 %.1f, most %.1f",
                what,
                count,
                p50,
                p99,
                p999,
                most);
    }

    /** Finds the line in what a process wrote. */
    static Optional<Percentiles> find(String what, String output) {
        String number = "([\\d.]+)";
        return Pattern.compile(
                        "^" + what + ": (\\d+) times, p50 " + number + ", p99 " + number + ", p99.9 " + number
                                + ", most " + number + "$",
                        Pattern.MULTILINE)
                .matcher(output)
                .results()
                .map(match -> new Percentiles(
                        what,
                        Integer.parseInt(match.group(1)),
                        Double.parseDouble(match.group(2)),
                        Double.parseDouble(match.group(3)),
                        Double.parseDouble(match.group(4)),
                        Double.parseDouble(match.group(5))))
                .findFirst();
    }
}
