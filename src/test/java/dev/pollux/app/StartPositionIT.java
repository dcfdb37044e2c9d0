package dev.pollux.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pollux.guarantee.Observed;
import dev.pollux.kafka.PollEnd;
import dev.pollux.kafka.StartPosition;
import dev.pollux.testkit.Cluster;
import dev.pollux.testkit.Names;
import dev.pollux.testkit.Records;
import dev.pollux.testkit.SharedBroker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Where a group without committed offsets begins. */
class StartPositionIT {
    private static final Duration BOUND = Duration.ofSeconds(30);

    private final Cluster cluster = Cluster.of(SharedBroker.get());
    private final Observed observed = new Observed();

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void earliestBeginsWithTheOldestRecord() {
        Configured configured = topicWith(100);
        configured.start = new StartPosition.Earliest();
        try (RunningWorker running = RunningWorker.start(configured, Recording.accepting(observed))) {
            await().atMost(BOUND).until(() -> observed.size() == 100);
        }
    }

    @Test
    void latestBeginsAfterTheNewestRecordAndKeepsThatPlace() {
        Configured configured = topicWith(100);
        configured.start = new StartPosition.Latest();
        try (RunningWorker running = RunningWorker.start(configured, Recording.accepting(observed))) {
            // The place is committed before the first record comes: a restart skips nothing.
            await().atMost(BOUND)
                    .until(() -> cluster.committed(configured.group).size() == 3);
        }
        Records.produce(cluster, configured.topic, 100, 50, 10);
        try (RunningWorker running = RunningWorker.start(configured, Recording.accepting(observed))) {
            await().atMost(BOUND).until(() -> cluster.lag(configured.group, configured.topic) == 0);
        }
        assertThat(observed.size()).isEqualTo(50);
    }

    @Test
    void noneEndsWithAnErrorThatNamesThePartitions() {
        Configured configured = topicWith(10);
        configured.start = new StartPosition.None();
        try (RunningWorker running = RunningWorker.start(configured, Recording.accepting(observed))) {
            PollEnd end = running.awaitEnd();
            assertThat(end).isInstanceOf(PollEnd.Failed.class);
            assertThat(((PollEnd.Failed) end).why())
                    .contains(configured.topic + "-", "start is none", "earliest, latest or a duration");
        }
        assertThat(observed.size()).isZero();
    }

    @Test
    void aDurationBeginsWithTheFirstRecordThatIsNotOlder() {
        String topic = cluster.newTopic("orders", 1);
        long now = System.currentTimeMillis();
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int hoursAgo = 10; hoursAgo > 0; hoursAgo--) {
            long timestamp = now - Duration.ofHours(hoursAgo).toMillis();
            records.add(new ProducerRecord<>(topic, 0, timestamp, null, Records.bytes("h" + hoursAgo)));
        }
        Records.send(cluster, records);
        Configured configured = new Configured(cluster.bootstrapServers(), Names.unique("group"), topic);
        configured.start = new StartPosition.Back(Duration.ofMinutes(270));
        try (RunningWorker running = RunningWorker.start(configured, Recording.accepting(observed))) {
            await().atMost(BOUND).until(() -> cluster.lag(configured.group, topic) == 0);
        }
        assertThat(observed.calls()).extracting(Observed.Call::offset).containsExactlyInAnyOrder(6L, 7L, 8L, 9L);
    }

    @Test
    void aDurationBeginsAtTheEndWhereNothingIsThatYoung() {
        String topic = cluster.newTopic("orders", 2);
        long old = System.currentTimeMillis() - Duration.ofHours(2).toMillis();
        Records.send(cluster, List.of(new ProducerRecord<>(topic, 0, old, null, Records.bytes("old"))));
        Configured configured = new Configured(cluster.bootstrapServers(), Names.unique("group"), topic);
        configured.start = new StartPosition.Back(Duration.ofHours(1));
        try (RunningWorker running = RunningWorker.start(configured, Recording.accepting(observed))) {
            // The client alone would look again after half a minute.
            await().atMost(Duration.ofSeconds(15))
                    .until(() -> cluster.committed(configured.group).size() == 2);
            Records.produce(cluster, topic, 20, 20);
            await().atMost(BOUND).until(() -> observed.size() == 20);
        }
    }

    @Test
    void aPartitionThatIsAddedIsReadFromBeforeItWasDiscovered() throws Exception {
        String topic = cluster.newTopic("orders", 1);
        Records.produce(cluster, topic, 1, 1);
        Configured configured = new Configured(cluster.bootstrapServers(), Names.unique("group"), topic);
        configured.start = new StartPosition.Back(Duration.ofHours(1));
        configured.client.put("metadata.max.age.ms", "3000");
        try (RunningWorker running = RunningWorker.start(configured, Recording.accepting(observed))) {
            await().atMost(BOUND)
                    .until(() -> cluster.committed(configured.group).size() == 1);
            cluster.admin()
                    .createPartitions(Map.of(topic, NewPartitions.increaseTo(2)))
                    .all()
                    .get();
            await().atMost(BOUND)
                    .ignoreExceptions()
                    .until(() -> cluster.endOffsets(topic).size() == 2);
            List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                records.add(new ProducerRecord<>(topic, 1, null, Records.bytes("v" + i)));
            }
            Records.send(cluster, records);
            // With latest, what was written before the client looked for new partitions would be skipped.
            await().atMost(BOUND).until(() -> observed.size() == 11);
        }
    }

    private Configured topicWith(int records) {
        String topic = cluster.newTopic("orders", 3);
        Records.produce(cluster, topic, records, 10);
        return new Configured(cluster.bootstrapServers(), Names.unique("group"), topic);
    }
}
