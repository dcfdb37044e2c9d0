package dev.pollux.sim;

import dev.pollux.engine.Event;
import dev.pollux.engine.PauseScope;
import org.jspecify.annotations.Nullable;

/** Where a process runs, and another one after it: Kubernetes starts it again whatever ended it. */
final class Pod {
    private static final long SECOND = 1_000_000_000L;

    private final World world;
    private final String name;
    private int started;
    private @Nullable PodProcess process;

    Pod(World world, String name) {
        this.world = world;
        this.name = name;
    }

    void start() {
        started++;
        String process = name + '.' + started;
        String memberId = world.setup.staticMembers() ? name : process;
        PodProcess next = new PodProcess(world, this, process, memberId);
        this.process = next;
        world.trace.note(process, "starts");
        next.start();
    }

    /** The process that runs here now; null between two. */
    @Nullable
    PodProcess process() {
        return process;
    }

    /** The process is gone: its member stays in the group until its session ends, unless it left. */
    void ended(PodProcess gone, long restartNanos) {
        if (process == gone) {
            process = null;
            world.timeline.in(restartNanos, this::start);
        }
        if (world.group.isMember(gone)) {
            world.timeline.in(world.setup.sessionNanos(), () -> {
                if (world.group.isMember(gone)) {
                    world.trace.note("group", "the session of %s is over", gone);
                    world.group.remove(gone.memberId());
                }
            });
        }
    }

    /** It ends without a word. */
    void kill(long restartNanos) {
        PodProcess victim = process;
        if (victim != null) {
            world.trace.note(victim.toString(), "is killed");
            victim.die();
            ended(victim, restartNanos);
        }
    }

    /** It stands still, poll thread and workers alike, and then goes on. */
    void freeze(long nanos) {
        PodProcess victim = process;
        if (victim != null && victim.freeze()) {
            world.trace.note(victim.toString(), "stands still for %d ms", nanos / 1_000_000);
            world.timeline.in(world.setup.sessionNanos(), () -> {
                if (victim.isFrozen() && world.group.isMember(victim)) {
                    world.trace.note("group", "the session of %s is over", victim);
                    world.group.remove(victim.memberId());
                }
            });
            world.timeline.in(nanos, () -> wake(victim));
        }
    }

    private void wake(PodProcess victim) {
        if (victim.isFrozen()) {
            world.trace.note(victim.toString(), "goes on");
            victim.wake();
        }
    }

    /** Whatever is in its way is out of it. */
    void heal() {
        PodProcess healed = process;
        if (healed == null) {
            return;
        }
        wake(healed);
        healed.in(SECOND, () -> {
            healed.handsOut().asked(PauseScope.ALL, false);
            healed.step(new Event.ResumeAsked(PauseScope.ALL));
        });
        if (healed.workers().isStuckForever()) {
            kill(SECOND);
        }
    }

    void news() {
        PodProcess told = process;
        if (told != null) {
            told.pollThread().signal();
        }
    }
}
