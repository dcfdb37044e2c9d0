package dev.pollux.testkit;

import dev.pollux.engine.Assignment;
import dev.pollux.engine.ConsumerActions;
import java.util.Collection;

/** Notes as text what the consumer is told besides commits, such as {@code pause [t-0]}. */
public interface ConsumerNotes extends ConsumerActions {
    /** Keeps a note. */
    void note(String text);

    @Override
    default void pause(Collection<Assignment> assignments) {
        note("pause " + assignments);
    }

    @Override
    default void resume(Collection<Assignment> assignments) {
        note("resume " + assignments);
    }

    @Override
    default void drained() {
        note("drained");
    }
}
