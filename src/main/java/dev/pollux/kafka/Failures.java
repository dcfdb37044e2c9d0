package dev.pollux.kafka;

import org.apache.kafka.clients.consumer.NoOffsetForPartitionException;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.OffsetMetadataTooLarge;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.UnreleasedInstanceIdException;
import org.jspecify.annotations.Nullable;

/** Which of the client's exceptions end the worker, and how they are put to people. */
final class Failures {
    private Failures() {}

    /** Of a poll; null where polling on is the right answer. */
    static @Nullable PollEnd ofPoll(RuntimeException failure) {
        return switch (failure) {
            case RetriableException passing -> null;
            default -> ending(failure);
        };
    }

    /** Of a commit; null where it only was not confirmed and may be tried again. */
    static @Nullable PollEnd ofCommit(Exception failure) {
        return switch (failure) {
            case FencedInstanceIdException fenced -> ending(fenced);
            case AuthenticationException refused -> ending(refused);
            case AuthorizationException refused -> ending(refused);
            default -> null;
        };
    }

    /** Whether a commit was refused for its metadata; the partitions without any may be committed all the same. */
    static boolean isMetadataTooLarge(Exception failure) {
        return failure instanceof OffsetMetadataTooLarge || failure.getCause() instanceof OffsetMetadataTooLarge;
    }

    /** Of making a client. */
    static PollEnd ofMaking(KafkaException failure) {
        return ending(failure);
    }

    /** Whether a client could not be made for want of names that may come later. */
    static boolean isUnresolvable(KafkaException failure) {
        return failure.getCause() instanceof ConfigException cause
                && String.valueOf(cause.getMessage()).startsWith("No resolvable bootstrap urls");
    }

    private static PollEnd ending(RuntimeException failure) {
        return switch (failure) {
            case FencedInstanceIdException fenced ->
                new PollEnd.Fenced("another live member has the same membership.instance-id and took over: "
                        + fenced.getMessage());
            case UnreleasedInstanceIdException unreleased ->
                new PollEnd.Fenced("another member has the same membership.instance-id and did not leave the group: "
                        + unreleased.getMessage());
            case AuthenticationException refused ->
                new PollEnd.Failed("the brokers refuse the credentials: " + refused.getMessage());
            case AuthorizationException refused -> new PollEnd.Failed("the brokers refuse: " + refused.getMessage());
            case NoOffsetForPartitionException none ->
                new PollEnd.Failed(
                        "no committed offset for " + none.partitions()
                                + ", and start is none: commit an offset for them, or set start to earliest, latest or a duration");
            case OffsetOutOfRangeException outOfRange ->
                new PollEnd.Failed("offsets are out of range, and start is none: "
                        + outOfRange.offsetOutOfRangePartitions()
                        + ": commit offsets that are there, or set start to earliest, latest or a duration");
            case ApiException refused -> new PollEnd.Failed("the brokers answer: " + described(refused));
            default -> new PollEnd.Failed(described(failure));
        };
    }

    private static String described(Throwable failure) {
        Throwable cause = failure.getCause();
        String own = failure.getClass().getSimpleName() + ": " + failure.getMessage();
        return cause == null ? own : own + " (" + cause.getClass().getSimpleName() + ": " + cause.getMessage() + ')';
    }
}
