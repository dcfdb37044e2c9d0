package dev.pollux.admin;

import dev.pollux.engine.CircuitState;
import dev.pollux.engine.EngineView;
import dev.pollux.engine.EngineView.PartitionView;
import dev.pollux.engine.MemberView;
import dev.pollux.engine.MemberView.EndOffset;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** The two snapshots behind a server, to be replaced as a test goes on. */
final class Snapshots {
    volatile EngineView engine = working(false);
    volatile MemberView member = member(true, null, null);
    volatile @Nullable String accept;

    /** What was paused and resumed. */
    final Queue<String> asked = new ConcurrentLinkedQueue<>();

    static EngineView working(boolean draining) {
        return new EngineView(
                List.of(
                        new PartitionView("orders", 0, 15, 9, 8, 2, 6, 1_800_000_000_000L, true),
                        new PartitionView("orders", 1, -1, -1, -1, 0, 0, -1, false)),
                2,
                6,
                600,
                CircuitState.CLOSED,
                draining);
    }

    static MemberView member(boolean started, @Nullable String notReady, @Nullable String stuck) {
        return new MemberView(
                "orders-worker",
                started ? "member-1" : "",
                "",
                started,
                notReady,
                stuck,
                0.25,
                List.of(new EndOffset("orders", 0, 20)));
    }

    Sources sources() {
        MetricsText text = header -> {
            accept = header;
            return new MetricsText.Scrape("text/plain; version=0.0.4; charset=utf-8", "up 1\n");
        };
        return new Sources(
                "1.2.3",
                () -> engine,
                () -> member,
                () -> new Totals(11, 22, 33, 44),
                text,
                (scope, pause) -> asked.add((pause ? "pause " : "resume ") + scope.topic() + ' ' + scope.partition()));
    }
}
