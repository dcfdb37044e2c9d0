package dev.pollux.admin;

import dev.pollux.engine.EngineView;
import dev.pollux.engine.MemberView;
import java.util.function.Supplier;

/**
 * What the server reads. Each is called from any thread, several at a time, once for a request that needs it; it had
 * better not wait for work in progress. {@code /livez} and {@code /startupz} ask for {@code member} alone.
 *
 * @param version Pollux's own
 */
public record Sources(
        String version,
        Supplier<EngineView> engine,
        Supplier<MemberView> member,
        Supplier<Totals> totals,
        MetricsText metrics,
        Pausing pausing) {}
