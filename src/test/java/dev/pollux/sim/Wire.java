package dev.pollux.sim;

import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.apache.kafka.common.TopicPartition;

/** A process' connection to the group coordinator: commits arrive, and are answered, in the order in which they were sent. */
final class Wire {
    /** What the brokers said. */
    enum Answer {
        CONFIRMED,
        FAILED,
        METADATA_TOO_LARGE
    }

    private static final long MILLI = 1_000_000L;

    private final World world;
    private final PodProcess process;
    private final RandomGenerator random;
    private long lastArrival;
    private long lastAnswer;

    Wire(World world, PodProcess process) {
        this.world = world;
        this.process = process;
        random = world.chance();
    }

    /** Sends it; the answer comes later, if the process lives to see it. */
    void send(Sending sending, Consumer<Answer> onAnswer) {
        long now = world.timeline.now();
        lastArrival = Math.max(lastArrival, now + delay());
        boolean fails = world.faults.strikes(Fault.COMMITS_FAIL, 0.4);
        boolean lost = world.faults.strikes(Fault.COMMIT_ANSWERS_LOST, 0.3);
        long back = delay() + (lost ? random.nextLong(6_000 * MILLI) : 0);
        lastAnswer = Math.max(lastAnswer, lastArrival + back);
        long answerIn = lastAnswer - lastArrival;
        world.timeline.in(lastArrival - now, () -> {
            Answer answer = fails ? Answer.FAILED : arrive(sending);
            world.timeline.in(answerIn, () -> onAnswer.accept(lost ? Answer.FAILED : answer));
        });
    }

    /** How long until all that was sent is with the brokers; whatever else is asked of them comes after it. */
    long nanosUntilQuiet() {
        return Math.max(0, lastArrival - world.timeline.now());
    }

    private long delay() {
        long slow = world.faults.strikes(Fault.COMMITS_SLOW, 0.4) ? random.nextLong(4_000 * MILLI) : 0;
        return MILLI / 5 + random.nextLong(MILLI) + slow;
    }

    private Answer arrive(Sending sending) {
        if (!world.group.owns(process, sending.parts().keySet())) {
            return Answer.FAILED;
        }
        Answer answer = Answer.CONFIRMED;
        for (Map.Entry<TopicPartition, Sending.Part> entry : sending.parts().entrySet()) {
            Sending.Part part = entry.getValue();
            if (part.incarnation() != world.brokers.log(entry.getKey()).incarnation()) {
                // Commits name topics by their ids (KIP-848): another topic of the same name is not meant.
                answer = Answer.FAILED;
            } else if (part.metadata().length() > world.setup.brokerMetadataChars()) {
                answer = Answer.METADATA_TOO_LARGE;
            } else {
                world.brokers.commit(entry.getKey(), part);
            }
        }
        return answer;
    }
}
