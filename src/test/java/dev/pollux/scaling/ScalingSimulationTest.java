package dev.pollux.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * The same load for the members that are asked for and for plain thresholds on the lag. Run with {@code -Dpollux.docs.write=true} to
 * write the README's table anew.
 */
class ScalingSimulationTest {
    private static final Path README = Path.of("README.md");
    private static final String BEGIN = "<!-- scaling-table:begin -->\n";
    private static final String END = "<!-- scaling-table:end -->";

    private static final int SEEDS = 3;

    private static final String WANTED = "`pollux_replicas_wanted`";
    private static final String PLAIN = "lag threshold 10 s";
    private static final String LATE = "lag threshold 60 s";
    private static final Map<String, Supplier<Scaler>> SCALERS = scalers();

    private final Map<Trace, Map<String, ScalingRun>> runs = new EnumMap<>(Trace.class);

    ScalingSimulationTest() {
        for (Trace trace : Trace.values()) {
            Map<String, ScalingRun> ofTrace = new LinkedHashMap<>();
            SCALERS.forEach((name, scaler) -> {
                for (int seed = 1; seed <= SEEDS; seed++) {
                    ofTrace.merge(name, ScalingRun.of(trace, seed, scaler.get()), ScalingRun::plus);
                }
            });
            runs.put(trace, ofTrace);
        }
    }

    private static Map<String, Supplier<Scaler>> scalers() {
        Map<String, Supplier<Scaler>> scalers = new LinkedHashMap<>();
        scalers.put(WANTED, () -> new WantedReplicas(new ScalingSettings(Duration.ofMinutes(3))));
        scalers.put(PLAIN, () -> new LagThreshold(10 * SimulatedPod.CAPACITY));
        scalers.put(LATE, () -> new LagThreshold(60 * SimulatedPod.CAPACITY));
        return scalers;
    }

    @Test
    void isBetterThanAPlainThresholdOnEveryTraceAndMeasure() throws Exception {
        runs.forEach((trace, ofTrace) -> {
            ScalingRun wanted = Objects.requireNonNull(ofTrace.get(WANTED));
            ScalingRun plain = Objects.requireNonNull(ofTrace.get(PLAIN));
            assertThat(wanted.late()).as("late, %s", trace).isLessThanOrEqualTo(plain.late());
            assertThat(wanted.podSeconds()).as("pods, %s", trace).isLessThanOrEqualTo(plain.podSeconds());
            assertThat(wanted.changes()).as("changes, %s", trace).isLessThanOrEqualTo(plain.changes());
            // Who lets the lag stand above the objective needs fewer pods, and loses on everything else.
            ScalingRun late = Objects.requireNonNull(ofTrace.get(LATE));
            assertThat(wanted.late()).as("late, %s", trace).isLessThan(late.late());
            assertThat(wanted.changes()).as("changes, %s", trace).isLessThanOrEqualTo(late.changes());
        });
        String readme = Files.readString(README);
        int from = readme.indexOf(BEGIN) + BEGIN.length();
        int to = readme.indexOf(END);
        assertThat(from).isBetween(BEGIN.length(), to);
        if (Boolean.getBoolean("pollux.docs.write")) {
            Files.writeString(README, readme.substring(0, from) + table() + readme.substring(to));
        } else {
            assertThat(readme.substring(from, to)).isEqualTo(table());
        }
    }

    /** Each cell, of one run: seconds late, pod hours, changes. */
    private String table() {
        StringBuilder table = new StringBuilder("| load | ");
        table.append(String.join(" | ", SCALERS.keySet())).append(" |\n|---|").append("---|".repeat(SCALERS.size()));
        runs.forEach((trace, ofTrace) -> {
            table.append("\n| ").append(trace.title()).append(" |");
            ofTrace.values().forEach(run -> table.append(cell(run)));
        });
        return table.append('\n').toString();
    }

    private static String cell(ScalingRun run) {
        return String.format(
                Locale.ROOT,
                " %.0f s, %.1f h, %.0f |",
                run.late() / (double) SEEDS,
                run.podSeconds() / 3600.0 / SEEDS,
                run.changes() / (double) SEEDS);
    }
}
