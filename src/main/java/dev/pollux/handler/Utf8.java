package dev.pollux.handler;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Tells text from other bytes. */
final class Utf8 {

    private static final char REPLACEMENT = '\uFFFD';

    private Utf8() {}

    /** The bytes as text, or null where they are not valid UTF-8. */
    static @Nullable String textOf(byte[] bytes) {
        String text = new String(bytes, UTF_8);
        // Malformed input decodes to the replacement character; so does, rarely, one that really stands there.
        boolean suspect = text.indexOf(REPLACEMENT) >= 0;
        return suspect && !Arrays.equals(text.getBytes(UTF_8), bytes) ? null : text;
    }
}
