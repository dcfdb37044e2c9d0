package dev.pollux.chaos;

import dev.pollux.chaos.Incident.Kind;
import dev.pollux.testkit.Cluster;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsOptions;
import org.apache.kafka.common.GroupState;

/**
 * Notes when the group rebalances, as the broker sees it: under the classic protocol its members cannot commit meanwhile. A
 * thread of its own.
 */
final class RebalanceWatch implements AutoCloseable {
    private static final Set<GroupState> REBALANCING =
            EnumSet.of(GroupState.PREPARING_REBALANCE, GroupState.COMPLETING_REBALANCE);
    private static final long PERIOD_MILLIS = 250;
    private static final int ANSWER_MILLIS = 1000;

    private final Cluster cluster;
    private final String group;
    private final Chronicle chronicle;
    private final CountDownLatch closed = new CountDownLatch(1);

    RebalanceWatch(Cluster cluster, String group, Chronicle chronicle) {
        this.cluster = cluster;
        this.group = group;
        this.chronicle = chronicle;
        Thread.ofPlatform().daemon().name("rebalance-watch").start(this::run);
    }

    @Override
    public void close() {
        closed.countDown();
    }

    private void run() {
        try {
            boolean was = false;
            long from = System.nanoTime();
            while (!closed.await(PERIOD_MILLIS, TimeUnit.MILLISECONDS)) {
                long before = System.nanoTime();
                boolean is = isRebalancing(was);
                if (is && !was) {
                    from = before - TimeUnit.MILLISECONDS.toNanos(PERIOD_MILLIS);
                } else if (was && !is) {
                    chronicle.ended(Kind.REBALANCING, "", from);
                }
                was = is;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isRebalancing(boolean whileUnknown) throws InterruptedException {
        try {
            var options = new DescribeConsumerGroupsOptions().timeoutMs(ANSWER_MILLIS);
            return cluster.admin().describeConsumerGroups(List.of(group), options).all().get().values().stream()
                    .anyMatch(described -> REBALANCING.contains(described.groupState()));
        } catch (ExecutionException _) {
            // The broker is down.
            return whileUnknown;
        }
    }
}
