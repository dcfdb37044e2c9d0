package dev.pollux.handler;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HexFormat;

/**
 * How CloudEvents' HTTP binding 1.0.2 (3.1.3.2) writes text into a header: spaces, double quotes, percent signs and all
 * that is not printable ASCII become the percent-encoded bytes of their UTF-8.
 */
final class PercentEncoding {

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private PercentEncoding() {}

    static String encode(String text) {
        return isPlain(text) ? text : encodeBytes(text.getBytes(UTF_8));
    }

    // A loop: a stream for each header of each record costs more than all else that is done to it.
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isPlain(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static String encodeBytes(byte[] bytes) {
        StringBuilder encoded = new StringBuilder(bytes.length * 2);
        for (byte b : bytes) {
            if (isPlain(b)) {
                encoded.append((char) b);
            } else {
                encoded.append('%').append(HEX.toHexDigits(b));
            }
        }
        return encoded.toString();
    }

    private static boolean isPlain(int character) {
        return character > ' ' && character < 0x7f && character != '"' && character != '%';
    }
}
