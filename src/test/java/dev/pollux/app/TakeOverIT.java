package dev.pollux.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pollux.api.Delivery;
import dev.pollux.api.Outcome;
import dev.pollux.guarantee.Guarantees;
import dev.pollux.guarantee.Observed;
import dev.pollux.kafka.MembershipSettings.Protocol;
import dev.pollux.kafka.PollEnd;
import dev.pollux.testkit.Cluster;
import dev.pollux.testkit.Names;
import dev.pollux.testkit.Records;
import dev.pollux.testkit.SharedBroker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A handler that was quick holds up the thread that polls, with real clients of both protocols: the other one polls and commits on. */
class TakeOverIT {
    private static final Duration BOUND = Duration.ofSeconds(60);
    private static final int TURNS = 3;

    private final Cluster cluster = Cluster.of(SharedBroker.get());
    private final Observed observed = new Observed();

    /** The threads that were held up, in this order. */
    private final List<String> heldUp = new ArrayList<>();

    /** Null while the handler is quick, and once it stood still. */
    private volatile @Nullable CountDownLatch next;

    @AfterEach
    void close() {
        cluster.close();
    }

    /** Stands still once where it is asked to, on whichever thread polls. */
    private Outcome handle(Delivery<byte[], byte[]> record) throws InterruptedException {
        String thread = Thread.currentThread().getName();
        CountDownLatch go = next;
        if (go != null && thread.startsWith("pollux-poll")) {
            next = null;
            heldUp.add(thread);
            go.await();
        }
        return Outcome.accept();
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void pollsAndCommitsGoOn(Protocol protocol) throws Exception {
        String topic = cluster.newTopic("orders", 4);
        Configured configured = new Configured(cluster.bootstrapServers(), Names.unique("group"), topic);
        configured.protocol = protocol;
        try (RunningWorker running = RunningWorker.start(configured, new Recording(observed, this::handle));
                KafkaProducer<byte[], byte[]> producer = Records.producer(cluster.bootstrapServers())) {
            int sent = 0;
            for (int turn = 0; turn < TURNS; turn++) {
                CountDownLatch go = new CountDownLatch(1);
                next = go;
                while (next != null) {
                    send(producer, topic, sent++);
                }
                // All but the one that it stands at are handled and, but for its partition, committed.
                for (int i = 0; i < 200; i++) {
                    send(producer, topic, sent++);
                }
                int all = sent - 1;
                await().atMost(BOUND).until(() -> observed.size() == all);
                await().atMost(BOUND).until(() -> cluster.lag(configured.group, topic) <= all / 4 + 1);
                assertThat(cluster.lag(configured.group, topic)).isPositive();
                go.countDown();
                await().atMost(BOUND).until(() -> cluster.lag(configured.group, topic) == 0);
            }
            assertThat(running.stop()).isEqualTo(new PollEnd.Stopped());
        }
        assertThat(heldUp).hasSize(TURNS).contains("pollux-poll", "pollux-poll-2");
        assertThat(Guarantees.atLeastOnce(observed.calls(), cluster.endOffsets(topic)))
                .isZero();
        Guarantees.order(observed.calls(), true);
        Guarantees.oneAtATime(observed.calls(), true);
    }

    /** One record, and time for it to be handled alone. */
    private static void send(KafkaProducer<byte[], byte[]> producer, String topic, int number) throws Exception {
        byte[] text = Records.bytes("v" + number);
        producer.send(new ProducerRecord<>(topic, number % 4, text, text)).get();
        Thread.sleep(1);
    }
}
