package dev.pollux.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pollux.engine.Listener;
import dev.pollux.guarantee.Guarantees;
import dev.pollux.guarantee.Observed;
import dev.pollux.kafka.PollEnd;
import dev.pollux.testkit.Cluster;
import dev.pollux.testkit.Names;
import dev.pollux.testkit.Records;
import dev.pollux.testkit.SharedBroker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A worker that is stopped while its group rebalances, when the classic protocol lets nobody commit. */
class StopInRebalanceIT {
    private static final Duration BOUND = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(100);

    private final Cluster cluster = Cluster.of(SharedBroker.get());
    private final Observed observed = new Observed();
    private final AtomicInteger commits = new AtomicInteger();
    private final AtomicInteger failedCommits = new AtomicInteger();

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void itCommitsOnceTheRebalanceIsOver() throws Exception {
        String topic = cluster.newTopic("orders", 4);
        Configured configured = new Configured(cluster.bootstrapServers(), Names.unique("group"), topic);
        configured.client.put("heartbeat.interval.ms", "200");
        configured.concurrency = 4;
        Records.produce(cluster, topic, 20_000, 100);
        try (KafkaConsumer<byte[], byte[]> slow = member(configured);
                KafkaConsumer<byte[], byte[]> third = member(configured);
                RunningWorker running = start(configured)) {
            await().atMost(BOUND).until(() -> {
                slow.poll(POLL);
                return slow.assignment().size() == 2
                        && running.worker.engine().partitions().size() == 2;
            });
            // Commits failed while those two joined: that must be over, or it would be taken for what comes now.
            int earlier = commits.get();
            await().atMost(BOUND).until(() -> commits.get() > earlier);
            int failedEarlier = failedCommits.get();
            // It joins, and now everybody waits for the slow one, which does not poll.
            await().atMost(BOUND).until(() -> {
                third.poll(POLL);
                return failedCommits.get() > failedEarlier + 2;
            });
            int before = failedCommits.get();
            running.worker.stop();
            await().atMost(BOUND).until(() -> failedCommits.get() > before);
            Thread others = pollingOn(List.of(slow, third));
            assertThat(running.awaitEnd()).isEqualTo(new PollEnd.Stopped());
            others.interrupt();
            others.join();
        }
        try (RunningWorker running = RunningWorker.start(configured, Recording.accepting(observed))) {
            await().atMost(BOUND).until(() -> cluster.lag(configured.group, topic) == 0);
        }
        assertThat(Guarantees.atLeastOnce(observed.calls(), cluster.endOffsets(topic)))
                .isZero();
    }

    private RunningWorker start(Configured configured) {
        return RunningWorker.start(configured, Recording.sleeping(observed, 5), new Listener() {
            @Override
            public void committed(CommitOutcome outcome, long nanos) {
                (outcome == CommitOutcome.FAILED ? failedCommits : commits).incrementAndGet();
            }
        });
    }

    private static Thread pollingOn(List<KafkaConsumer<byte[], byte[]>> members) {
        return Thread.ofPlatform().start(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                try {
                    members.forEach(member -> member.poll(POLL));
                } catch (InterruptException e) {
                    return;
                }
            }
        });
    }

    /** A member of the worker's group that never commits. */
    private static KafkaConsumer<byte[], byte[]> member(Configured configured) {
        var member = new KafkaConsumer<>(
                Map.<String, Object>of(
                        "bootstrap.servers",
                        configured.client.getOrDefault("bootstrap.servers", ""),
                        "group.id",
                        configured.group,
                        "enable.auto.commit",
                        "false",
                        "partition.assignment.strategy",
                        CooperativeStickyAssignor.class.getName()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        member.subscribe(List.of(configured.topic));
        return member;
    }
}
