package dev.pollux.sim;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The last things that happened, for the report of a failure; written out only when asked for. */
final class Trace {
    private record Line(long nanos, String who, String format, List<Object> arguments) {
        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%14.6f  %-8s", nanos / 1e9, who)
                    + String.format(Locale.ROOT, format, arguments.toArray());
        }
    }

    private final Line[] lines;
    private final Timeline timeline;
    private long count;

    Trace(Timeline timeline, int length) {
        this.timeline = timeline;
        lines = new Line[length];
    }

    /** Notes it. The arguments must not change any more. */
    void note(String who, String format, Object... arguments) {
        lines[(int) (count++ % lines.length)] = new Line(timeline.elapsed(), who, format, Arrays.asList(arguments));
    }

    List<String> last() {
        List<String> last = new ArrayList<>();
        for (long i = Math.max(0, count - lines.length); i < count; i++) {
            last.add(lines[(int) (i % lines.length)].toString());
        }
        return last;
    }
}
