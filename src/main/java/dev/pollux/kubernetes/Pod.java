package dev.pollux.kubernetes;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A pod of a StatefulSet, by its name: that of the set, a hyphen and the ordinal.
 *
 * @param name the pod's own
 * @param ordinal from {@code spec.ordinals.start} up
 */
record Pod(String name, String statefulSet, long ordinal) {
    /** Names are DNS subdomains (RFC 1123), so they need no encoding in a path. */
    private static final Pattern NAME = Pattern.compile("([a-z0-9]([-a-z0-9.]*[a-z0-9])?)-([0-9]{1,10})");

    /** Null where this is not the name of a StatefulSet's pod. */
    static @Nullable Pod named(String name) {
        var match = NAME.matcher(name);
        return match.matches() ? new Pod(name, match.group(1), Long.parseLong(match.group(3))) : null;
    }
}
