package dev.pollux.handler;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8Test {

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "Zoë €", "\uD83D\uDE00", "a real \uFFFD stays text", "\u0000"})
    void textIsText(String text) {
        assertThat(Utf8.textOf(text.getBytes(UTF_8))).isEqualTo(text);
    }

    @Test
    void otherBytesAreNot() {
        assertThat(Utf8.textOf(new byte[] {(byte) 0xff})).isNull();
        assertThat(Utf8.textOf(new byte[] {'a', (byte) 0xc3})).isNull();
        // A surrogate on its own, and an overlong slash.
        assertThat(Utf8.textOf(new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80}))
                .isNull();
        assertThat(Utf8.textOf(new byte[] {(byte) 0xc0, (byte) 0xaf})).isNull();
    }
}
