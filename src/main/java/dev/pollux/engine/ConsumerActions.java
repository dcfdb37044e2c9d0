package dev.pollux.engine;

import java.util.Collection;
import org.apache.kafka.common.TopicPartition;

/** What needs the consumer and is left to the poll thread; implementations are thread-safe and do not block. */
public interface ConsumerActions {
    /** Send this commit; answered by {@link Event.CommitEnded}. */
    void commit(Commit commit);

    /** Fetch no more of these. */
    void pause(Collection<TopicPartition> partitions);

    /** Fetch these again. */
    void resume(Collection<TopicPartition> partitions);

    /** Nothing is in flight any more, after {@link Event.Drain}. */
    void drained();
}
