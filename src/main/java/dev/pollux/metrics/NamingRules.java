package dev.pollux.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Brings the library's metrics under the rules that {@code promtool check metrics} tests: base units, help texts, and
 * suffixes that belong to other kinds.
 *
 * <p>A filter can rename a metric and not convert it, so those in milliseconds and nanoseconds are left out. They are
 * little loss: times inside the client's network thread, and the processor time, which {@code process_cpu_seconds_total}
 * gives in seconds.
 */
final class NamingRules implements MeterFilter {
    private static final Pattern OTHER_UNITS = Pattern.compile(".*\\.(ns|ms)(\\..*)?");

    @Override
    public MeterFilterReply accept(Meter.Id id) {
        return OTHER_UNITS.matcher(id.getName()).matches() || "ns".equals(id.getBaseUnit())
                ? MeterFilterReply.DENY
                : MeterFilterReply.NEUTRAL;
    }

    @Override
    public Meter.Id map(Meter.Id id) {
        Meter.Id named = id.getType() == Meter.Type.GAUGE ? id.withName(gaugeName(id.getName())) : id;
        return isBlank(id.getDescription()) ? described(named, id.getName().replace('.', ' ')) : named;
    }

    private static String gaugeName(String name) {
        if (name.endsWith(".total")) {
            return name.substring(0, name.length() - ".total".length());
        }
        if (name.endsWith(".count")) {
            String counted = name.substring(0, name.length() - ".count".length());
            return counted.endsWith("s") || counted.endsWith("d") ? counted : counted + 's';
        }
        return name;
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }

    private static Meter.Id described(Meter.Id id, String description) {
        return new Meter.Id(id.getName(), Tags.of(id.getTags()), id.getBaseUnit(), description, id.getType());
    }
}
