package dev.pollux.chart;

import com.marcnuri.helm.Helm;
import dev.pollux.testkit.Project;
import java.nio.file.Path;

/** {@code mvn -q test-compile exec:exec@chart}: the chart as one file in {@code target}, for a registry. */
public final class PackageChart {
    private PackageChart() {}

    public static void main(String[] args) {
        System.out.println(into(Project.target()));
    }

    /** The file that was made. */
    static Path into(Path folder) {
        new Helm(Chart.FOLDER).packageIt().withDestination(folder).call();
        return folder.resolve("pollux-" + ChartVersion.of("version") + ".tgz");
    }
}
