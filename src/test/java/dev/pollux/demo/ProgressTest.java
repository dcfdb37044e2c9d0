package dev.pollux.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    @Test
    void staysOnItsLineOnATerminal() {
        Progress progress = new Progress(out, true);
        progress.show("sent 10");
        progress.show("sent 9");
        progress.say("done");
        assertThat(written()).isEqualTo("\rsent 10\033[K\rsent 9\033[K\ndone\n");
    }

    @Test
    void isOneLineASecondElsewhere() {
        Progress progress = new Progress(out, false);
        progress.show("sent 10");
        progress.show("sent 20");
        progress.say("done");
        assertThat(written()).isEqualTo("sent 10\ndone\n");
    }

    private String written() {
        return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }
}
