package dev.pollux.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class YamlFileTest {
    @TempDir
    Path folder;

    @Test
    void aKeyGivenTwiceIsAMistake() {
        assertThat(problems("group: a\nserver:\n  port: 1\nserver.port: 2\ngroup: b\n"))
                .containsExactly(
                        "group: in pollux.yaml:5: is given twice", "server.port: in pollux.yaml:4: is given twice");
    }

    @Test
    void whatIsNoYamlIsNamedByLineWithoutItsText() {
        assertThat(problems("group: a\nkafka: {sasl.password: hunter2\n"))
                .singleElement()
                .asString()
                .contains("pollux.yaml:3:1: is not valid YAML: ")
                .doesNotContain("hunter2");
    }

    @Test
    void aFileOfAnotherShapeIsNamed() {
        assertThat(problems("- a\n- b\n")).containsExactly("pollux.yaml: has to be a mapping of keys to values");
        assertThat(problems("? [a]\n: b\n")).containsExactly("?: in pollux.yaml:1: a key has to be a text");
        assertThat(problems("topics: [{a: b}]\n"))
                .containsExactly("topics: in pollux.yaml:1: the items of the list have to be plain values");
        assertThat(problems("kafka: &k\n  x: *k\n")).singleElement().asString().contains("is nested too deeply");
    }

    @Test
    void anEmptyFileHasNoValues() {
        assertThat(problems("")).isEmpty();
        assertThat(problems("# nothing\n")).isEmpty();
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        var file = folder.resolve("none.yaml");

        assertThat(TestConfig.problems(file, Map.of(), List.of())).containsExactly(file + ": there is no such file");
        assertThat(TestConfig.problems(folder, Map.of(), List.of()))
                .containsExactly(folder + ": cannot be read as a file of UTF-8 text");
    }

    private List<String> problems(String yaml) {
        return TestConfig.problems(TestConfig.write(folder, "pollux.yaml", yaml), Map.of(), TestConfig.LEAST);
    }
}
