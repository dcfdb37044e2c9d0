package dev.pollux.config;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Flattens the YAML file: sections are joined by dots, a value is its text as written, a key without a value (or with
 * {@code null}) counts as absent.
 */
final class YamlFile {
    /** Deeper than any key; an alias that contains itself would have no end. */
    private static final int DEEPEST = 20;

    private final Source source;
    private final String name;
    private final Consumer<Problem> problems;

    private YamlFile(String name, Consumer<Problem> problems) {
        this.name = name;
        this.source = new Source(Source.Kind.FILE, name);
        this.problems = problems;
    }

    /** The file's values; null when the file as a whole is unusable, which is reported. */
    static @Nullable Source read(Path file, Consumer<Problem> problems) {
        var yaml = new YamlFile(String.valueOf(file.getFileName()), problems);
        try {
            return yaml.parse(Files.readString(file));
        } catch (NoSuchFileException e) {
            problems.accept(new Problem(file.toString(), null, null, "there is no such file"));
        } catch (IOException e) {
            problems.accept(new Problem(file.toString(), null, null, "cannot be read as a file of UTF-8 text"));
        } catch (MarkedYAMLException e) {
            // Not the whole message: it quotes lines of the file, which may hold a secret.
            var mark = e.getProblemMark();
            var where = mark == null ? "" : ":" + (mark.getLine() + 1) + ':' + (mark.getColumn() + 1);
            problems.accept(new Problem(file + where, null, null, "is not valid YAML: " + e.getProblem()));
        } catch (YAMLException e) {
            problems.accept(new Problem(file.toString(), null, null, "is not valid YAML"));
        }
        return null;
    }

    private Source parse(String text) throws IOException {
        Node root = new Yaml(new SafeConstructor(new LoaderOptions())).compose(new StringReader(text));
        if (root != null && !isAbsent(root)) {
            if (root instanceof MappingNode mapping) {
                flatten("", mapping, 1);
            } else {
                problems.accept(new Problem(name, null, null, "has to be a mapping of keys to values"));
            }
        }
        return source;
    }

    private void flatten(String prefix, MappingNode mapping, int depth) {
        for (var tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode keyNode)) {
                report(prefix + '?', tuple.getKeyNode(), "a key has to be a text");
                continue;
            }
            var key = prefix + keyNode.getValue();
            switch (tuple.getValueNode()) {
                case Node node when isAbsent(node) -> {}
                case Node node when depth > DEEPEST -> report(key, node, "is nested too deeply");
                case MappingNode section -> flatten(key + '.', section, depth + 1);
                case SequenceNode list -> list(key, list);
                case ScalarNode scalar -> put(key, scalar.getValue(), keyNode);
                case Node node -> report(key, node, "is neither a value nor a section");
            }
        }
    }

    private void list(String key, SequenceNode list) {
        if (!Keys.acceptsList(key) && Keys.isKnown(key)) {
            report(key, list, "a list was found where one value is expected");
            return;
        }
        List<Node> items = list.getValue();
        if (!items.stream().allMatch(item -> item instanceof ScalarNode && !isAbsent(item))) {
            report(key, list, "the items of the list have to be plain values");
            return;
        }
        put(
                key,
                String.join(
                        ",",
                        items.stream()
                                .map(item -> ((ScalarNode) item).getValue())
                                .toList()),
                list);
    }

    private void put(String key, String text, Node at) {
        var section = Keys.sectionOf(key);
        if (source.put(section == null ? key : section.normalized(key), text, line(at))) {
            report(key, at, "is given twice");
        }
    }

    private void report(String key, Node at, String message) {
        problems.accept(new Problem(key, null, name + ':' + line(at), message));
    }

    private static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }

    private static boolean isAbsent(Node node) {
        return node.getTag().equals(Tag.NULL);
    }
}
