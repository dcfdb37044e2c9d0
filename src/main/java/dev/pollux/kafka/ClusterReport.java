package dev.pollux.kafka;

import dev.pollux.kafka.ClusterFinding.Refused;
import dev.pollux.kafka.ClusterFinding.Well;
import dev.pollux.kafka.ClusterFinding.Wrong;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says what was found: at once, and then once in a while; and ends the worker where it had better end. For one thread.
 */
final class ClusterReport {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterReport.class);
    private static final long REMIND_NANOS = Duration.ofSeconds(30).toNanos();

    /** How far the worker is, for {@code fail-fast}: what goes wrong later is waited for. */
    private enum Stage {
        STARTING,
        /** All was well once. */
        STARTED
    }

    private final boolean failFast;
    private final Consumer<PollEnd> onEnd;
    private Stage stage = Stage.STARTING;
    private @Nullable String said;
    private long saidNanos;

    /**
     * @param onEnd told when the worker had better end: a problem at the start with {@code fail-fast}, or refused
     *     credentials
     */
    ClusterReport(boolean failFast, Consumer<PollEnd> onEnd) {
        this.failFast = failFast;
        this.onEnd = onEnd;
    }

    void add(ClusterFinding finding, long nowNanos) {
        switch (finding) {
            case Well() -> well();
            case Wrong(var problem) -> wrong(problem, nowNanos);
            case Refused(var why) -> onEnd.accept(new PollEnd.Failed(why));
        }
    }

    private void well() {
        if (said != null) {
            LOG.info("The brokers answer, and every topic is there");
        }
        stage = Stage.STARTED;
        said = null;
    }

    private void wrong(String problem, long nowNanos) {
        if (problem.equals(said) && nowNanos - saidNanos < REMIND_NANOS) {
            return;
        }
        LOG.warn("Waiting: {}", problem);
        said = problem;
        saidNanos = nowNanos;
        if (failFast && stage == Stage.STARTING) {
            onEnd.accept(new PollEnd.Failed(problem + " (and fail-fast is true)"));
        }
    }
}
