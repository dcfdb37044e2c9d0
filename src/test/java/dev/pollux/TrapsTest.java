package dev.pollux;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The design document names a test for each trap, and each of them exists. */
class TrapsTest {
    private static final Path DESIGN = Path.of("src/README.md");
    private static final Path TESTS = Path.of("src/test/java/dev/pollux");
    private static final Pattern ROW = Pattern.compile("^\\| (\\d+) \\| [^|]+ \\| ([^|]+) \\|$", Pattern.MULTILINE);
    private static final Pattern NAMED = Pattern.compile("`(\\w+)#(\\w+)`");

    @Test
    void noTrapIsMissing() throws IOException {
        assertThat(rows().stream().map(row -> Integer.valueOf(row.group(1))))
                .containsExactlyElementsOf(IntStream.concat(IntStream.rangeClosed(1, 28), IntStream.rangeClosed(30, 34))
                        .boxed()
                        .toList());
    }

    @Test
    void eachTrapHasATestThatExists() throws IOException {
        for (MatchResult row : rows()) {
            List<MatchResult> named = NAMED.matcher(row.group(2)).results().toList();
            assertThat(named).as("trap %s", row.group(1)).isNotEmpty();
            for (MatchResult test : named) {
                // The annotation, others in between, and no other method.
                Pattern method = Pattern.compile(
                        "@(?:Parameterized)?Test\\b(?:(?!\\bvoid\\b).)*\\bvoid " + test.group(2) + "\\(",
                        Pattern.DOTALL);
                assertThat(method.matcher(Files.readString(file(test.group(1)))).find())
                        .as("trap %s: %s", row.group(1), test.group())
                        .isTrue();
            }
        }
    }

    private static List<MatchResult> rows() throws IOException {
        String text = Files.readString(DESIGN);
        int begin = text.indexOf("\n## Traps\n");
        int end = text.indexOf("\n## ", begin + 1);
        assertThat(begin).isPositive();
        return new ArrayList<>(ROW.matcher(text.substring(begin, end < 0 ? text.length() : end))
                .results()
                .toList());
    }

    private static Path file(String name) throws IOException {
        try (var files = Files.walk(TESTS)) {
            return files.filter(path -> path.endsWith(name + ".java"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no test " + name));
        }
    }
}
