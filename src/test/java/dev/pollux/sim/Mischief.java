package dev.pollux.sim;

import dev.pollux.engine.Event;
import dev.pollux.engine.PauseScope;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What happens to processes, the group and the logs while there are faults. */
final class Mischief {
    private static final long MILLI = 1_000_000L;
    private static final long SECOND = 1_000 * MILLI;

    private final World world;
    private final RandomGenerator random;

    Mischief(World world) {
        this.world = world;
        random = world.chance();
    }

    /** Lets things happen until the faults are over. */
    void start() {
        long mean = world.setup.faultNanos() / 40;
        again(mean);
        if (world.faults.has(Fault.LONG_OUTAGE)) {
            world.timeline.in(random.nextLong(2 * SECOND), () -> goAway(world.setup.outageNanos()));
        }
    }

    private void again(long mean) {
        world.timeline.in(1 + random.nextLong(2 * mean), () -> {
            if (!world.faults.areOver()) {
                toProcesses();
                toTheGroup();
                toLogs();
                again(mean);
            }
        });
    }

    private void toProcesses() {
        Pod pod = world.pods.get(random.nextInt(world.pods.size()));
        if (world.faults.strikes(Fault.KILLS, 0.3)) {
            pod.kill(random.nextLong(2 * world.setup.sessionNanos()));
        }
        if (world.faults.strikes(Fault.STOPS, 0.3)) {
            PodProcess process = pod.process();
            if (process != null) {
                world.trace.note(process.toString(), "is asked to stop");
                process.in(0, process.pollThread()::stop);
            }
        }
        if (world.faults.strikes(Fault.FREEZES, 0.2)) {
            boolean isShort = random.nextBoolean();
            pod.freeze(isShort ? 1 + random.nextLong(SECOND) : 1 + random.nextLong(world.setup.sessionNanos() * 6));
        }
        if (world.faults.strikes(Fault.PAUSES_BY_PEOPLE, 0.4)) {
            PodProcess process = pod.process();
            if (process != null) {
                ask(process);
            }
        }
        if (world.faults.strikes(Fault.OUTAGES, 0.1)) {
            goAway(1 + random.nextLong(world.setup.outageNanos()));
        }
    }

    private void ask(PodProcess process) {
        PauseScope scope = switch (random.nextInt(4)) {
            case 0 -> PauseScope.ALL;
            case 1 -> new PauseScope("t", null);
            default -> new PauseScope("t", random.nextInt(world.setup.partitions()));
        };
        boolean pause = random.nextBoolean();
        process.in(0, () -> {
            process.handsOut().asked(scope, pause);
            process.step(pause ? new Event.PauseAsked(scope) : new Event.ResumeAsked(scope));
        });
    }

    private void goAway(long nanos) {
        world.trace.note("world", "the destination is away for %d ms", nanos / MILLI);
        world.destination.goAway(nanos);
    }

    private void toTheGroup() {
        if (world.faults.strikes(Fault.REBALANCES, 0.5)) {
            world.trace.note("group", "rebalances");
            world.group.rebalance();
        }
        if (world.faults.strikes(Fault.EXPULSIONS, 0.2)) {
            PodProcess process =
                    world.pods.get(random.nextInt(world.pods.size())).process();
            if (process != null && world.group.isMember(process)) {
                world.trace.note("group", "drops %s", process);
                world.group.remove(process.memberId());
            }
        }
    }

    private void toLogs() {
        Log log = anyLog();
        if (log == null) {
            return;
        }
        if (random.nextInt(4) == 0) {
            append(log, 1 + random.nextInt(10));
        }
        if (world.faults.strikes(Fault.ELECTIONS, 0.2)) {
            world.trace.note("log", "%s has another leader", log.partition);
            log.elect();
        }
        if (world.faults.strikes(Fault.COMPACTION, 0.5) && log.records().size() > 1) {
            log.compact(random.nextInt(log.records().size() - 1));
        }
        if (world.faults.strikes(Fault.RETENTION, 0.1) && !log.records().isEmpty()) {
            long before = log.records().get(random.nextInt(log.records().size())).offset;
            world.trace.note("log", "%s begins at %d now", log.partition, before);
            log.expire(before);
        }
        if (world.faults.strikes(Fault.TRUNCATION, 0.15) && log.end() > log.start()) {
            truncate(log);
        }
        if (world.faults.strikes(Fault.RECREATION, 0.1) && !isAboutToBeRead(log)) {
            world.trace.note("log", "%s is deleted and made again", log.partition);
            world.promises.logEndsAt(log, 0);
            world.brokers.recreate(log);
            append(log, random.nextInt(20));
        }
    }

    /**
     * Whether somebody has read the commit and nothing else yet. Were the topic made anew right then, and the commit at the
     * very first offset, nobody could tell by offsets and epochs that its map is about other records.
     */
    private boolean isAboutToBeRead(Log log) {
        for (Pod pod : world.pods) {
            PodProcess process = pod.process();
            Tenure tenure = process == null ? null : process.tenures().get(log.partition);
            if (tenure != null && !tenure.hasRead) {
                return true;
            }
        }
        return false;
    }

    private void truncate(Log log) {
        long length = log.end() - log.start();
        long to = log.end() - Math.min(length, 1 + random.nextLong(random.nextBoolean() ? 10 : length));
        world.trace.note("log", "%s is truncated to %d", log.partition, to);
        world.promises.logEndsAt(log, to);
        world.brokers.truncate(log, to);
        append(log, random.nextInt(20));
    }

    private void append(Log log, int count) {
        world.brokers.append(log, count);
        world.trace.note("log", "%s has %d more, up to %d", log.partition, count, log.end());
    }

    private @Nullable Log anyLog() {
        List<Log> logs = new ArrayList<>();
        world.brokers.logs().forEach(logs::add);
        return logs.isEmpty() ? null : logs.get(random.nextInt(logs.size()));
    }
}
