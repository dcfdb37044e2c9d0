package dev.pollux.bench;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What one run of one contestant came to; travels from its process as a line of text.
 *
 * @param whole from the first record to the last
 * @param secondHalf the same without the half in which the JVM compiles
 * @param peakRssKib the most memory that the process had; -1 where the system does not tell
 */
record Measured(Stretch whole, Stretch secondHalf, long peakRssKib) {
    private static final String STRETCH = "(\\d+) records in ([\\d.]+) s with ([\\d.]+) s of CPU";
    private static final Pattern LINE = Pattern.compile(
            "^RESULT: " + STRETCH + "; second half " + STRETCH + "; peak RSS (-?\\d+) KiB$", Pattern.MULTILINE);

    /** A part of the way. */
    record Stretch(long records, double seconds, double cpuSeconds) {
        double rate() {
            return records / seconds;
        }

        double cpuMicrosPerRecord() {
            return cpuSeconds * 1e6 / records;
        }

        String text() {
            return String.format(Locale.ROOT, "%d records in %.4f s with %.3f s of CPU", records, seconds, cpuSeconds);
        }
    }

    String line() {
        return "RESULT: " + whole.text() + "; second half " + secondHalf.text() + "; peak RSS " + peakRssKib + " KiB";
    }

    /** Tells people, as soon as it is known. */
    void say(String what) {
        System.out.printf(
                Locale.ROOT,
                "%-34s %9.0f records/s, second half %9.0f, CPU %.2f µs/record, second half %.2f, RSS %d MiB, load %s%n",
                what,
                whole.rate(),
                secondHalf.rate(),
                whole.cpuMicrosPerRecord(),
                secondHalf.cpuMicrosPerRecord(),
                peakRssKib / 1024,
                Ground.load());
    }

    /** Finds the line in what a process wrote. */
    static Optional<Measured> find(String output) {
        return LINE.matcher(output)
                .results()
                .map(match -> new Measured(
                        new Stretch(
                                Long.parseLong(match.group(1)),
                                Double.parseDouble(match.group(2)),
                                Double.parseDouble(match.group(3))),
                        new Stretch(
                                Long.parseLong(match.group(4)),
                                Double.parseDouble(match.group(5)),
                                Double.parseDouble(match.group(6))),
                        Long.parseLong(match.group(7))))
                .findFirst();
    }
}
