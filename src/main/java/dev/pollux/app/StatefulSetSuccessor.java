package dev.pollux.app;

import dev.pollux.kafka.Successor;
import dev.pollux.kubernetes.OwnStatefulSet;
import dev.pollux.kubernetes.Verdict;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Expects a pod of the same name where the StatefulSet wants one; says what was answered, and what follows from it. */
final class StatefulSetSuccessor implements Successor {
    private static final Logger LOG = LoggerFactory.getLogger(StatefulSetSuccessor.class);

    /** The first records come first: on one core the rehearsal takes a second or two from them. */
    private static final Duration AFTER_JOINING = Duration.ofSeconds(3);

    private final OwnStatefulSet statefulSet;

    StatefulSetSuccessor(OwnStatefulSet statefulSet) {
        this.statefulSet = statefulSet;
    }

    @Override
    public boolean isExpected() {
        return switch (statefulSet.ask()) {
            case Verdict.Wanted(var why) -> {
                LOG.info("Remains a member of its group, because {}", why);
                yield true;
            }
            case Verdict.Unwanted(var why) -> {
                LOG.info("Leaves its group, because {}", why);
                yield false;
            }
            case Verdict.Unknown(var why) -> {
                LOG.warn("Leaves its group, because nobody says whether this pod will be back: {}", why);
                yield false;
            }
            case Verdict.Outside() -> false;
        };
    }

    /**
     * Asks once soon after the worker has joined its group, on a thread of its own: whoever forgot the rights hears of it
     * then, and at the stop the classes are loaded, which takes a busy pod longer than the answer.
     */
    void rehearse(Worker worker) {
        Thread.ofVirtual().name("pollux-rehearsal").start(() -> {
            try {
                worker.awaitFirstJoin();
                Thread.sleep(AFTER_JOINING);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            if (statefulSet.ask() instanceof Verdict.Unknown(var why)) {
                LOG.warn(
                        "membership.on-shutdown: auto cannot ask whether this pod will be back, so that each restart moves"
                                + " partitions: {}",
                        why);
            }
        });
    }
}
