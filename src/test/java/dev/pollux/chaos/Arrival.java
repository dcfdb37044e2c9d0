package dev.pollux.chaos;

import dev.pollux.guarantee.Observed.Call;

/**
 * A request that the receiver took in.
 *
 * @param worker the process that sent it, such as {@code chaos-1.3}
 * @param number of the message
 * @param status of the answer, which may not have got through
 * @param begun by {@link System#nanoTime}
 * @param ended just before the answer was written
 */
record Arrival(Call call, String worker, long number, int status, long begun, long ended) {
    /** What it says of the record. */
    enum Verdict {
        ACCEPTED,
        REFUSED,
        OUTAGE
    }

    Verdict verdict() {
        return switch (status) {
            case Receiver.ACCEPTED -> Verdict.ACCEPTED;
            case Receiver.UNAVAILABLE -> Verdict.OUTAGE;
            default -> Verdict.REFUSED;
        };
    }

    /** The record's place in its topic. */
    String coordinates() {
        return call.partition() + "@" + call.offset();
    }
}
