package dev.pollux.guarantee;

import java.util.HashMap;
import java.util.Map;

/** Calls for the records of one lane do not overlap. */
public final class OneAtATime {
    private final Map<String, Object> inProgress = new HashMap<>();

    /**
     * A call begins.
     *
     * @param call the same for the records of one call
     */
    public void begun(String lane, Object call) {
        Object other = inProgress.put(lane, call);
        if (other != null && !other.equals(call)) {
            throw new BrokenPromise("one at a time: a call for " + lane + " began while another one was in progress");
        }
    }

    /** A call is over. */
    public void ended(String lane) {
        inProgress.remove(lane);
    }
}
