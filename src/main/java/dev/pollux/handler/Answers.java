package dev.pollux.handler;

import dev.pollux.api.Delivery;
import dev.pollux.api.Outcome;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts the records that could not be decoded back between what the user's handler returned. Whether that is what the
 * interface asks for is judged by who called, for handlers of every kind.
 */
final class Answers {

    private Answers() {}

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
     * An outcome for each record of the batch, in its order; as many too few or too many as the handler returned.
     *
     * @param batch what was decoded
     * @param answers what the handler said of the ready ones
     */
    static List<Outcome> merged(List<Decoded> batch, @Nullable List<Outcome> answers) {
        List<Outcome> merged = new ArrayList<>(batch.size());
        Iterator<Outcome> next = (answers == null ? List.<Outcome>of() : answers).iterator();
        for (Decoded decoded : batch) {
            if (decoded instanceof Decoded.Refused(var refusal)) {
                merged.add(refusal);
            } else if (next.hasNext()) {
                merged.add(next.next());
            }
        }
        next.forEachRemaining(merged::add);
        return merged;
    }
}
