package dev.pollux.sim;

import dev.pollux.engine.Commit;
import dev.pollux.engine.CommitSettings.Strategy;
import dev.pollux.engine.Event;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The counterpart of the committer: sends commits and tells the engine how they ended. */
final class Committer {
    private static final long PATIENCE_NANOS = 5_000_000_000L;

    private record Answered(Commit commit, Wire.Answer answer) {}

    private final World world;
    private final PodProcess process;
    private final PollThread pollThread;
    private final Wire wire;

    /** Of commits that nobody waits for; taken by the next call of the client. */
    private final ArrayDeque<Answered> answers = new ArrayDeque<>();

    /** At most once: what was committed last before its records were handled. */
    private final Map<TopicPartition, Long> committedBefore = new HashMap<>();

    /** Of the one that is waited for. */
    private Wire.@Nullable Answer awaited;

    private int awaitedNumber;

    Committer(World world, PodProcess process, PollThread pollThread) {
        this.world = world;
        this.process = process;
        this.pollThread = pollThread;
        wire = new Wire(world, process);
    }

    /** Whether another process has the same member id by now. */
    boolean isFenced() {
        return world.group.isReplaced(process);
    }

    void send(Sending decided, Runnable then) {
        Commit commit = Objects.requireNonNull(decided.commit());
        Sending sending = decided.withoutOvertaken(committedBefore).owned();
        if (sending.parts().isEmpty()) {
            process.step(new Event.CommitEnded(commit, true));
            then.run();
        } else if (commit.last() || world.setup.engine().commit().strategy() == Strategy.SYNC) {
            sync(sending, answer -> {
                ended(commit, answer);
                then.run();
            });
        } else {
            wire.send(sending, answer -> {
                answers.add(new Answered(commit, answer));
                pollThread.signal();
            });
            then.run();
        }
    }

    /** At most once: these positions are committed before their records are handled. */
    void before(Sending positions, Consumer<Boolean> then) {
        sync(positions, answer -> {
            boolean confirmed = answer == Wire.Answer.CONFIRMED;
            if (confirmed) {
                positions.parts().forEach((partition, part) -> committedBefore.put(partition, part.offset()));
            }
            then.accept(confirmed);
        });
    }

    /** Sends it and waits for the answer, but not for ever. */
    private void sync(Sending sending, Consumer<Wire.Answer> then) {
        int number = ++awaitedNumber;
        awaited = null;
        wire.send(sending, answer -> {
            if (number == awaitedNumber) {
                awaited = answer;
                pollThread.signal();
            }
        });
        pollThread.await(() -> awaited != null, PATIENCE_NANOS, inTime -> {
            Wire.Answer answer = awaited;
            awaited = null;
            awaitedNumber++;
            takeAnswers();
            then.accept(answer == null ? Wire.Answer.FAILED : answer);
        });
    }

    /** How long until the brokers have all that was sent. */
    long nanosUntilQuiet() {
        return wire.nanosUntilQuiet();
    }

    boolean hasAnswers() {
        return !answers.isEmpty();
    }

    /** Tells the engine of the commits that were answered meanwhile. */
    void takeAnswers() {
        Answered answered;
        while ((answered = answers.poll()) != null) {
            ended(answered.commit, answered.answer);
        }
    }

    private void ended(Commit commit, Wire.Answer answer) {
        process.step(new Event.CommitEnded(commit, answer == Wire.Answer.CONFIRMED));
        if (answer == Wire.Answer.METADATA_TOO_LARGE) {
            process.step(new Event.MetadataTooLarge());
        }
    }
}
