package dev.pollux;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The design document names each file of the product and no other, and the methods in a record's journey exist. */
class FileMapTest {
    private static final Path DESIGN = Path.of("src/README.md");
    private static final Path MAIN = Path.of("src/main/java/dev/pollux");

    @Test
    void theFileMapIsWhole() throws IOException {
        assertThat(found(Files.readString(DESIGN), "^\\| `(\\w+)` \\| [^|]*\\|$").stream()
                        .filter(name -> Character.isUpperCase(name.charAt(0))))
                .containsExactlyInAnyOrderElementsOf(sources());
    }

    @Test
    void theMethodsOfTheJourneyExist() throws IOException {
        for (String step : found(Files.readString(DESIGN), "`((?:\\w+/)?[A-Z]\\w+:\\w+)`")) {
            String[] parts = step.split("[/:]", -1);
            String file = parts[parts.length - 2];
            assertThat(Files.readString(find(file))).as(step).contains(parts[parts.length - 1] + "(");
        }
    }

    private static Path find(String file) throws IOException {
        try (var files = Files.walk(MAIN)) {
            return files.filter(path -> path.endsWith(file + ".java"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no file " + file));
        }
    }

    private static Set<String> sources() throws IOException {
        try (var files = Files.walk(MAIN)) {
            return files.map(path -> path.getFileName().toString())
                    .filter(name -> name.endsWith(".java") && !name.equals("package-info.java"))
                    .map(name -> name.substring(0, name.length() - ".java".length()))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static Set<String> found(String text, String pattern) {
        return Pattern.compile(pattern, Pattern.MULTILINE)
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
