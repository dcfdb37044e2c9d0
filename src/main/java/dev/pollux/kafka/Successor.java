package dev.pollux.kafka;

/**
 * Whether, after this member, another one comes with its {@code group.instance.id}: then its partitions wait for that one.
 */
@FunctionalInterface
public interface Successor {
    /** As for a process that nobody starts again. */
    Successor NONE = () -> false;

    /** Asks, in the calling thread; once in the life of a member, when it begins to stop. False where nobody knows. */
    boolean isExpected();
}
