package dev.pollux.testkit;

import java.util.Locale;
import java.util.UUID;

/** Names for topics and groups, so that tests can share a broker. */
public final class Names {
    private Names() {}

    /** A name that starts with {@code prefix} and was never used before. */
    public static String unique(String prefix) {
        return prefix + '-' + UUID.randomUUID().toString().substring(0, 8).toLowerCase(Locale.ROOT);
    }
}
