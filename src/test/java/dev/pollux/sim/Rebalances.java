package dev.pollux.sim;

import dev.pollux.engine.Event;
import dev.pollux.engine.OffsetMap;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.common.TopicPartition;

/** The counterpart of the rebalance listener, and of what the client does around it inside a poll. */
final class Rebalances {
    private final World world;
    private final PodProcess process;
    private final Client client;
    private final PollThread pollThread;
    private final Committer committer;
    private int assignments;

    Rebalances(World world, PodProcess process, Client client, PollThread pollThread, Committer committer) {
        this.committer = committer;
        this.world = world;
        this.process = process;
        this.client = client;
        this.pollThread = pollThread;
    }

    /** What the group took and gave since the last poll. */
    void handle(Runnable then) {
        if (world.group.isReplaced(process)) {
            // The client throws, and the loop ends.
            then.run();
            return;
        }
        if (pollThread.isUnheard()) {
            then.run();
            return;
        }
        process.handsOut().heard();
        if (!world.group.isMember(process)) {
            List<TopicPartition> lost = List.copyOf(process.tenures().keySet());
            if (!lost.isEmpty()) {
                forget(lost);
            }
            world.group.join(process);
        }
        List<TopicPartition> revoked = world.group.toRevoke(process);
        if (!revoked.isEmpty()) {
            revoke(
                    revoked,
                    () -> afterCommits(() -> {
                        world.group.release(process, revoked);
                        take();
                        then.run();
                    }));
        } else if (world.group.hasNewsFor(process)) {
            afterCommits(() -> {
                take();
                then.run();
            });
        } else {
            then.run();
        }
    }

    /** One connection: what is asked of the coordinator now is answered after the commits that were sent before. */
    private void afterCommits(Runnable then) {
        long nanos = committer.nanosUntilQuiet();
        if (nanos == 0) {
            then.run();
        } else {
            process.in(nanos, then);
        }
    }

    private void revoke(List<TopicPartition> partitions, Runnable then) {
        partitions.forEach(partition -> tenure(partition).ledger.revoking());
        process.step(new Event.Revoking(partitions));
        pollThread.await(() -> process.engine().isIdle(partitions), world.setup.revokeNanos(), idle -> {
            process.step(new Event.CommitNow(partitions));
            pollThread.obey(() -> {
                gone(partitions);
                process.step(new Event.Revoked(partitions));
                then.run();
            });
        });
    }

    /** Partitions are lost. */
    void forget(List<TopicPartition> partitions) {
        gone(partitions);
        process.step(new Event.Lost(partitions));
    }

    private void gone(List<TopicPartition> partitions) {
        partitions.forEach(partition -> tenure(partition).ledger.gone());
        partitions.forEach(process.tenures()::remove);
        client.remove(partitions);
    }

    private void take() {
        if (!world.group.isMember(process)) {
            return;
        }
        List<TopicPartition> assigned = world.group.assign(process);
        if (!assigned.isEmpty()) {
            for (TopicPartition partition : assigned) {
                client.assign(partition, world.brokers.committed(partition));
                process.tenures().put(partition, tenureOf(partition));
            }
            process.handsOut().polled(world.timeline.now());
            process.step(new Event.Assigned(assigned));
            assigned.forEach(this::remember);
        }
    }

    /** What an earlier assignment finished beyond its commit; without an answer from the brokers there is nothing. */
    private void remember(TopicPartition partition) {
        if (world.faults.strikes(Fault.COMMITS_FAIL, 0.2)) {
            return;
        }
        Committed committed = world.brokers.committed(partition);
        tenure(partition).found(committed);
        if (committed != null) {
            OffsetMap map = CommittedMaps.decode(committed);
            if (!map.isEmpty()) {
                tenure(partition).remembers(map, committed.rewrites());
                process.step(new Event.Remembered(partition, committed.offset(), map));
            }
        }
    }

    private Tenure tenureOf(TopicPartition partition) {
        assignments++;
        Log log = world.brokers.log(partition);
        return new Tenure(
                partition,
                partition + "#" + process + '.' + assignments,
                log.rewrites(),
                client.incarnation(partition));
    }

    private Tenure tenure(TopicPartition partition) {
        return Objects.requireNonNull(process.tenures().get(partition));
    }

    /** The same partition, begun anew. */
    void again(TopicPartition partition) {
        tenure(partition).ledger.gone();
        process.tenures().remove(partition);
        process.tenures().put(partition, tenureOf(partition));
        process.step(new Event.BegunAnew(List.of(partition)));
    }
}
