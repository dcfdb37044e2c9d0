package dev.pollux.admin;

import dev.pollux.engine.EngineView;
import dev.pollux.engine.MemberView;
import org.jspecify.annotations.Nullable;

/** Whether the worker is ready; the one answer for the probe and the status. */
final class Readiness {
    private Readiness() {}

    /** Why it is not ready, for people; null while it is. */
    static @Nullable String notReady(EngineView engine, MemberView member) {
        return engine.draining() ? "draining" : member.notReady();
    }
}
