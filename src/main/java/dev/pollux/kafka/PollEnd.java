package dev.pollux.kafka;

/** Why the poll loop ended. */
public sealed interface PollEnd {
    /** It was asked to. */
    record Stopped() implements PollEnd {}

    /** It cannot go on; {@code why} is for people. */
    record Failed(String why) implements PollEnd {}

    /** Another live member has this one's instance id. */
    record Fenced(String why) implements PollEnd {}
}
