package dev.pollux.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionsTest {
    private final Expressions expressions = new Expressions(Map.of("HOST", "h", "EMPTY", "", "NESTED", "${HOST}"));

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "plain, plain",
        "${HOST}, h",
        "http://${HOST}:${PORT:80}/, http://h:80/",
        "${NONE:}x, x",
        "x${EMPTY:default}, x",
        "${NONE:a:b}, a:b",
        "${NONE:{topic}.dlt}, {topic}.dlt",
        "${NONE:${HOST}}, h",
        "${NONE:${ALSO_NONE:deep}}, deep",
        "${NESTED}, ${HOST}",
        "$${HOST}, ${HOST}",
        "orders$, orders$",
        "{topic}.dlt, {topic}.dlt",
    })
    void areReplaced(String text, String expected) throws Exception {
        assertThat(expressions.resolve(text)).isEqualTo(expected);
    }

    @Test
    void aFileIsTakenWithoutItsLastLineBreak() throws Exception {
        var file = TestConfig.write(folder, "secret", "a${HOST}\nb\r\n");

        assertThat(expressions.resolve("<${file:" + file + "}>")).isEqualTo("<a${HOST}\nb>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "${NONE}; the environment has no variable NONE; ",
                "${file:/nowhere/at/all}; the file /nowhere/at/all cannot be read",
                "${a b}; is no name of an environment variable",
                "${vault-x:path}; is no name of an environment variable",
                "${HOST; ${ without }",
                "${}; is no name of an environment variable",
            })
    void withoutAValueAreAMistake(String text, String reason) {
        assertThatThrownBy(() -> expressions.resolve(text))
                .isInstanceOf(Expressions.Unresolved.class)
                .hasMessageContaining(reason);
    }
}
