package dev.pollux.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README says what the code does. Run with {@code -Dpollux.docs.write=true} to write the reference anew. */
class ConfigReferenceTest {
    private static final Path README = Path.of("README.md");
    private static final String BEGIN = "<!-- config-reference:begin -->\n";
    private static final String END = "<!-- config-reference:end -->";

    @TempDir
    Path folder;

    @Test
    void theReadmeHoldsTheReference() throws IOException {
        var readme = Files.readString(README);
        int from = readme.indexOf(BEGIN) + BEGIN.length();
        int to = readme.indexOf(END);
        assertThat(from).as("begins in %s", README).isGreaterThan(BEGIN.length() - 1);
        assertThat(to).as("ends in %s", README).isGreaterThanOrEqualTo(from);

        if (Boolean.getBoolean("pollux.docs.write")) {
            readme = readme.substring(0, from) + ConfigReference.markdown() + readme.substring(to);
            Files.writeString(README, readme);
            to = readme.indexOf(END);
        }

        assertThat(readme.substring(from, to)).isEqualTo(ConfigReference.markdown());
    }

    @Test
    void theExampleInTheReadmeIsAccepted() throws Exception {
        var example = Pattern.compile("## Configuration.*?```yaml\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(README));
        assertThat(example.find()).isTrue();
        var token = TestConfig.write(folder, "admin-token", "t\n");
        var yaml = example.group(1).replace("/etc/pollux/admin-token", token.toString());

        var config = ConfigReader.read(TestConfig.write(folder, "pollux.yaml", yaml), Map.of(), java.util.List.of());

        assertThat(config.kafka().group()).isEqualTo("orders-worker");
        assertThat(config.server().adminToken()).isEqualTo("t");
    }

    @Test
    void everyKeyHasARow() {
        assertThat(ConfigReference.markdown().lines())
                .hasSize(Keys.settings().size() + 2)
                .allMatch(row ->
                        row.replace("\\|", "").chars().filter(c -> c == '|').count() == 5);
    }
}
