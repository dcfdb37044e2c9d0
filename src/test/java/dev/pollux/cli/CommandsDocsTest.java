package dev.pollux.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollux.app.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The README names the commands that there are. */
class CommandsDocsTest {
    @Test
    void theReadmeNamesEachCommandAndNoOther() throws Exception {
        var inReadme = new TreeSet<String>();
        Pattern.compile("^\\| `pollux (\\w+)`", Pattern.MULTILINE)
                .matcher(Files.readString(Path.of("README.md")))
                .results()
                .forEach(match -> inReadme.add(match.group(1)));

        assertThat(inReadme)
                .containsExactlyInAnyOrderElementsOf(Main.commandLine(Map.of(), (config, version) -> ExitCode.FINE)
                        .getSubcommands()
                        .keySet());
    }
}
