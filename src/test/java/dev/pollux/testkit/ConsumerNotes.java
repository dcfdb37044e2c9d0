package dev.pollux.testkit;

import dev.pollux.engine.ConsumerActions;
import java.util.Collection;
import org.apache.kafka.common.TopicPartition;

/** Notes as text what the consumer is told besides commits, such as {@code pause [t-0]}. */
public interface ConsumerNotes extends ConsumerActions {
    /** Keeps a note. */
    void note(String text);

    @Override
    default void pause(Collection<TopicPartition> partitions) {
        note("pause " + partitions);
    }

    @Override
    default void resume(Collection<TopicPartition> partitions) {
        note("resume " + partitions);
    }

    @Override
    default void drained() {
        note("drained");
    }
}
