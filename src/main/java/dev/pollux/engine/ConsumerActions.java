package dev.pollux.engine;

import java.util.Collection;

/** What needs the consumer and is left to the poll thread; implementations are thread-safe and do not block. */
public interface ConsumerActions {
    /** Send this commit; answered by {@link Event.CommitEnded}. */
    void commit(Commit commit);

    /** Fetch no more of these, unless they are gone meanwhile. */
    void pause(Collection<Assignment> assignments);

    /** Fetch these again, unless they are gone meanwhile. */
    void resume(Collection<Assignment> assignments);

    /** Nothing is in flight any more, after {@link Event.Drain}. */
    void drained();
}
