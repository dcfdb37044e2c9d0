package dev.pollux.chart;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.InstallCommand;
import com.marcnuri.helm.TemplateCommand;
import dev.pollux.testkit.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The chart, rendered by the real Helm. */
final class Chart {
    static final Path FOLDER = Project.folder().resolve("helm/pollux");

    /** Newer than anything that the chart asks for. */
    static final String KUBERNETES = "1.36.0";

    private Chart() {}

    /** The values files for which the chart is to work; the defaults are not among them. */
    static List<Path> cases() {
        try (Stream<Path> files = Files.list(FOLDER.resolve("ci"))) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What {@code helm install pollux helm/pollux --namespace kafka --dry-run=client} prints, which ends with the notes.
     *
     * @param values files, the later ones override
     * @throws RuntimeException with Helm's message
     */
    static String notes(Path... values) {
        InstallCommand install = new Helm(FOLDER)
                .install()
                .clientOnly()
                .dryRun()
                .withName("pollux")
                .withNamespace("kafka")
                .withKubeVersion(KUBERNETES);
        for (Path file : values) {
            install = install.withValuesFile(file);
        }
        return install.call().getOutput();
    }

    /** The objects that {@code helm template pollux helm/pollux --namespace kafka} prints; hooks are not among them. */
    static List<Manifest> objects(Path... values) {
        return render(FOLDER, "kafka", values);
    }

    /** The same in another namespace. */
    static List<Manifest> objectsIn(String namespace, Path... values) {
        return render(FOLDER, namespace, values);
    }

    /** The pod of {@code helm test}, which is a hook, from a copy of the chart in which it is none. */
    static Manifest testPod(Path folder, Path... values) {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = folder.resolve("pollux").resolve(FOLDER.relativize(file));
                Files.createDirectories(copy.getParent());
                Files.writeString(
                        copy, Files.readString(file).replaceAll("helm\\.sh/hook(-delete-policy)?:", "hook$1:"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Manifest.only(render(folder.resolve("pollux"), "kafka", values), "Pod");
    }

    private static List<Manifest> render(Path chart, String namespace, Path... values) {
        TemplateCommand template = new Helm(chart)
                .template()
                .withName("pollux")
                .withNamespace(namespace)
                .withKubeVersion(KUBERNETES);
        for (Path file : values) {
            template = template.withValuesFile(file);
        }
        return Manifest.all(template.call());
    }
}
