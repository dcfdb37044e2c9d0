package dev.pollux.bench;

import java.nio.charset.StandardCharsets;

/** The keys of the records: {@value #COUNT} of them, {@value #LENGTH} bytes each. */
final class Keys {
    static final int COUNT = 10_000;
    static final int LENGTH = 16;
    private static final int DIGITS = 5;

    private Keys() {}

    /** The key with this number. */
    static byte[] key(int number) {
        return "customer-%07d".formatted(number).getBytes(StandardCharsets.US_ASCII);
    }

    /** The number of a key. */
    static int number(byte[] key) {
        int number = 0;
        for (int i = LENGTH - DIGITS; i < LENGTH; i++) {
            number = number * 10 + key[i] - '0';
        }
        return number;
    }
}
