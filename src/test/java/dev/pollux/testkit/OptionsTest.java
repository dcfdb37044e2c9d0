package dev.pollux.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {
    private static final String NAME = "options.test";

    @AfterEach
    void clear() {
        System.clearProperty(NAME);
    }

    @Test
    void whatIsNotSetOrEmptyIsNotThere() {
        assertThat(Options.number(NAME)).isEmpty();
        System.setProperty(NAME, " ");
        assertThat(Options.number(NAME, 1, 3)).isEmpty();
        assertThat(Options.words(NAME, ",")).isEmpty();
        assertThat(Options.path(NAME)).isEmpty();
    }

    @Test
    void readsNumbersUpToTheirBounds() {
        System.setProperty(NAME, "3");
        assertThat(Options.number(NAME, 1, 3)).hasValue(3);
        System.setProperty(NAME, "-3");
        assertThat(Options.number(NAME)).hasValue(-3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-5", "0", "4", "1.5", "many", "99999999999999999999"})
    void saysWhichOptionIsWrongAndWhatIsAccepted(String value) {
        System.setProperty(NAME, value);
        assertThatThrownBy(() -> Options.number(NAME, 1, 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("-Doptions.test=" + value + ": a whole number from 1 to 3 is wanted");
    }

    @Test
    void readsWordsAndRefusesUnknownOnes() {
        System.setProperty(NAME, "a, b,");
        assertThat(Options.words(NAME, ",", List.of("a", "b", "c"))).containsExactly("a", "b");
        assertThatThrownBy(() -> Options.words(NAME, ",", List.of("a", "c")))
                .hasMessage("-Doptions.test=a, b,: some of a,c is wanted");
    }
}
