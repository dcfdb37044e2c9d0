package dev.pollux.kafka;

import java.util.List;
import java.util.regex.Pattern;

/** Which topics are read. */
public sealed interface Subscription {
    /** These topics; at least one. */
    record Topics(List<String> names) implements Subscription {}

    /** All topics whose whole name matches. */
    record Matching(Pattern pattern) implements Subscription {}
}
