package dev.pollux.admin;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.pollux.engine.EngineView;
import dev.pollux.engine.MemberView;
import org.jspecify.annotations.Nullable;

/**
 * What a probe answers.
 *
 * @param fine 200 or 503
 * @param reason for people; null where it is fine
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Probe(
        @JsonIgnore boolean fine, String status, @Nullable String reason) {

    /** Not alive only where a restart would help: never for lag, a rebalance, a broker or a destination that is down. */
    static Probe alive(MemberView member) {
        return member.stuck() == null ? new Probe(true, "alive", null) : new Probe(false, "stuck", member.stuck());
    }

    static Probe ready(EngineView engine, MemberView member) {
        String reason = Readiness.notReady(engine, member);
        return reason == null ? new Probe(true, "ready", null) : new Probe(false, "not ready", reason);
    }

    static Probe started(MemberView member) {
        return member.started()
                ? new Probe(true, "started", null)
                : new Probe(false, "starting", member.notReady() == null ? "first join not over" : member.notReady());
    }
}
