package dev.pollux.config;

import java.time.DateTimeException;

/**
 * What a key accepts.
 *
 * @param accepted in words, for the reference and for error messages
 * @param parser from the text to the value
 */
record ValueType<T>(String accepted, Parser<T> parser) {

    /** From the text to the value. */
    @FunctionalInterface
    interface Parser<T> {
        /**
         * The value of the text.
         *
         * @throws Unacceptable with the reason, where {@link #accepted} alone doesn't say it
         * @throws IllegalArgumentException the text isn't accepted
         * @throws ArithmeticException the number is too large
         * @throws DateTimeException the text is no duration
         */
        T parse(String text);
    }

    /** A value that is refused for a reason of its own. */
    static final class Unacceptable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unacceptable(String reason) {
            super(reason);
        }

        String reason() {
            return String.valueOf(getMessage());
        }
    }

    /**
     * The value of the text.
     *
     * @throws Unacceptable whose reason says what is accepted
     */
    T parse(String text) {
        try {
            return parser.parse(text);
        } catch (Unacceptable e) {
            throw new Unacceptable("accepted: " + accepted + " (" + e.reason() + ")");
        } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
            throw new Unacceptable("accepted: " + accepted);
        }
    }
}
