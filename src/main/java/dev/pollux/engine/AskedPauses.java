package dev.pollux.engine;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.TopicPartition;

/**
 * What a person paused, by name: a partition that goes and comes back is still paused.
 *
 * <p>A later request counts more than an earlier one, and replaces those that it covers.
 */
final class AskedPauses {
    private record Request(PauseScope scope, boolean pause) {}

    private final List<Request> requests = new ArrayList<>();

    void ask(PauseScope scope, boolean pause) {
        requests.removeIf(earlier -> scope.covers(earlier.scope));
        if (pause || !requests.isEmpty()) {
            requests.add(new Request(scope, pause));
        }
    }

    boolean isPaused(TopicPartition partition) {
        return requests.stream()
                .filter(request -> request.scope.covers(partition))
                .reduce((earlier, later) -> later)
                .map(Request::pause)
                .orElse(false);
    }
}
