package dev.pollux.handler;

import dev.pollux.api.Delivery;
import dev.pollux.api.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Takes what the user's handler returned, which need not be what the interface asks for. */
final class Answers {

    private Answers() {}

    static Outcome checked(@Nullable Outcome outcome) {
        return outcome == null ? Outcome.reject("the handler returned null instead of an outcome") : outcome;
    }

    /** The records of a batch that the handler gets to see; may be none. */
    static List<Delivery<Object, Object>> ready(List<Decoded> batch) {
        List<Delivery<Object, Object>> ready = new ArrayList<>(batch.size());
        for (Decoded decoded : batch) {
            if (decoded instanceof Decoded.Ready(var delivery)) {
                ready.add(delivery);
            }
        }
        return ready;
    }

    /**
     * An outcome for each record of the batch, in its order.
     *
     * @param batch what was decoded
     * @param answers what the handler said of the ready ones
     */
    static List<Outcome> merged(List<Decoded> batch, @Nullable List<Outcome> answers) {
        long ready = batch.stream().filter(Decoded.Ready.class::isInstance).count();
        if (answers == null) {
            return all(batch, Outcome.reject("the handler returned null instead of a list of outcomes"));
        }
        if (answers.size() != ready) {
            return all(
                    batch,
                    Outcome.reject("the handler returned " + answers.size() + " outcomes for " + ready + " records"));
        }
        List<Outcome> merged = new ArrayList<>(batch.size());
        var next = answers.iterator();
        for (Decoded decoded : batch) {
            merged.add(
                    switch (decoded) {
                        case Decoded.Refused(var outcome) -> outcome;
                        case Decoded.Ready r -> checked(next.next());
                    });
        }
        return merged;
    }

    /** The same outcome for every record that the handler saw. */
    static List<Outcome> all(List<Decoded> batch, Outcome outcome) {
        List<Outcome> all = new ArrayList<>(batch.size());
        for (Decoded decoded : batch) {
            all.add(decoded instanceof Decoded.Refused(var refusal) ? refusal : outcome);
        }
        return all;
    }

    /** A handler that promised to complete later has to return something that does. */
    static <T> CompletionStage<T> promised(@Nullable CompletionStage<T> stage) {
        if (stage == null) {
            throw new IllegalStateException("the handler returned null instead of a completion stage");
        }
        return stage;
    }
}
