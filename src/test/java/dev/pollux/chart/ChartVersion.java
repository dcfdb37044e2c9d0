package dev.pollux.chart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What {@code Chart.yaml} says of versions. */
final class ChartVersion {
    private ChartVersion() {}

    /** The text of a key at the root. */
    static String of(String key) {
        try {
            Map<String, Object> chart = new Yaml(new SafeConstructor(new LoaderOptions()))
                    .load(Files.readString(Chart.FOLDER.resolve("Chart.yaml")));
            return String.valueOf(chart.get(key));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
