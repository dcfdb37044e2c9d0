package dev.pollux.engine;

import dev.pollux.api.Delivery;
import dev.pollux.engine.earlier.AnyLanes;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Today's {@link Lanes}, without the offsets that an assignment keeps as well. */
final class CurrentLanes implements AnyLanes<Run> {
    /** The same offsets come again and again, and none is ever committed: all of them have to be allowed. */
    private static final int METADATA_CHARS = 1 << 20;

    private final Assignment assignment =
            new Assignment(new TopicPartition("t", 0), Ordering.KEY, false, new MetadataRoom(METADATA_CHARS));

    @Override
    public void add(List<Delivery<byte[], byte[]>> records) {
        assignment.lanes.add(records);
    }

    @Override
    public @Nullable Run take(int most) {
        if (!assignment.lanes.mayHaveReady()) {
            return null;
        }
        var run = new Run(assignment);
        assignment.lanes.fill(run, most);
        return run.size() == 0 ? null : run;
    }

    @Override
    public int accept(Run run) {
        int size = run.size();
        for (int i = 0; i < size; i++) {
            assignment.lanes.accepted(run, i);
        }
        return size;
    }
}
