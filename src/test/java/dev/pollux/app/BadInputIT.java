package dev.pollux.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.awaitility.Awaitility.await;

import dev.pollux.testkit.Broker;
import dev.pollux.testkit.BrokerProperties;
import dev.pollux.testkit.Brokers;
import dev.pollux.testkit.Cluster;
import dev.pollux.testkit.Names;
import dev.pollux.testkit.Records;
import dev.pollux.testkit.WorkerProcess;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** Bad input gets a clear error, and nothing is lost. */
class BadInputIT extends ProcessTest {
    private static final String GROUP_LAG_AGE = "pollux_group_lag_age_seconds";
    private static final String DISCARD = "type: discard";

    @Test
    void anUnknownKeyIsNamedAndTheExitCodeIs2() {
        try (WorkerProcess worker =
                launch("orders", DISCARD).set("concurency", "8").start()) {
            assertThat(worker.waitFor(BOUND)).hasValue(2);
            assertThat(worker.output()).contains("concurency", "did you mean", "concurrency");
        }
    }

    @Test
    void aTopicThatDoesNotExistIsWaitedFor() {
        String topic = Names.unique("late");
        try (WorkerProcess worker = launch(topic, DISCARD).start()) {
            awaitAnswer("/readyz", 503, "the topic does not exist: " + topic);
            awaitAnswer("/livez", 200, "alive");
            assertThat(worker.output()).contains("the topic does not exist: " + topic);
            cluster.createTopic(topic, 3);
            Records.produce(cluster, topic, 100, 10);
            await().atMost(BOUND).until(() -> cluster.lag(group, topic) == 0);
            awaitAnswer("/readyz", 200, "ready");
        }
    }

    @Test
    void aTopicThatDoesNotExistEndsTheWorkerWithFailFast() {
        try (WorkerProcess worker =
                launch("nowhere", DISCARD).set("fail-fast", "true").start()) {
            assertThat(worker.waitFor(BOUND)).hasValue(1);
            assertThat(worker.output()).contains("the topic does not exist: nowhere", "fail-fast");
        }
    }

    @Test
    void failFastIsOverOnceAllWasWell() {
        try (Broker own = Brokers.start();
                Cluster itsCluster = Cluster.of(own)) {
            String topic = itsCluster.newTopic("orders", 1);
            try (WorkerProcess worker = launch(own.bootstrapServers(), topic, DISCARD)
                    .set("fail-fast", "true")
                    // As often the worker looks whether all is well.
                    .set("kafka.metadata.max.age.ms", "1000")
                    .start()) {
                awaitAnswer("/readyz", 200, "ready");
                awaitAnswer("/metrics", 200, "pollux_group_lag_records");
                own.kill();
                await().atMost(BOUND).until(() -> worker.output().contains("cannot be reached"));
                // What was known of the group stays, and gets old. The second look would have come 4 s after the first.
                await().atMost(BOUND).until(() -> metric(GROUP_LAG_AGE) > 8);
                awaitAnswer("/metrics", 200, "pollux_group_lag_records{topic=\"" + topic + "\"} 0.0");
                own.restart();
                await().atMost(BOUND).until(() -> metric(GROUP_LAG_AGE) < 5);
                Records.produce(itsCluster, topic, 10, 10);
                await().atMost(BOUND).until(() -> itsCluster.lag(group, topic) == 0);
                assertThat(worker.alive()).isTrue();
            }
        }
    }

    @Test
    void brokersThatCannotBeReachedAreTriedQuietlyUntilTheyAnswer() {
        try (Broker own = Brokers.start();
                Cluster itsCluster = Cluster.of(own)) {
            String topic = itsCluster.newTopic("orders", 2);
            Records.produce(itsCluster, topic, 100, 10);
            own.kill();
            try (WorkerProcess worker =
                    launch(own.bootstrapServers(), topic, DISCARD).start()) {
                awaitAnswer("/readyz", 503, "cannot be reached");
                awaitAnswer("/livez", 200, "alive");
                await().atMost(BOUND).until(() -> complaints(worker) > 0);
                // It goes on trying, about once a second, and says no more of it.
                await("silence")
                        .during(Duration.ofSeconds(5))
                        .atMost(BOUND)
                        .failFast(() -> complaints(worker) > 3)
                        .until(() -> true);
                own.restart();
                awaitAnswer("/readyz", 200, "ready");
                await().atMost(BOUND).until(() -> itsCluster.lag(group, topic) == 0);
            }
        }
    }

    @Test
    void wrongCredentialsEndTheWorkerWithTheBrokersWord() {
        try (Broker guarded = Brokers.start(BrokerProperties.saslPlain("pollux", "right"))) {
            try (WorkerProcess worker = launch(guarded.bootstrapServers(), "orders", DISCARD)
                    .set("kafka.security.protocol", "SASL_PLAINTEXT")
                    .set("kafka.sasl.mechanism", "PLAIN")
                    .set(
                            "kafka.sasl.jaas.config",
                            "org.apache.kafka.common.security.plain.PlainLoginModule required"
                                    + " username=\"pollux\" password=\"swordfish\";")
                    .start()) {
                assertThat(worker.waitFor(BOUND)).hasValue(1);
                assertThat(worker.output())
                        .contains("the brokers refuse the credentials", "Authentication failed")
                        .doesNotContain("swordfish");
            }
        }
    }

    @Test
    void bytesThatADeserializerRefusesAreADeadLetterAndTheRestGoesOn() {
        String topic = cluster.newTopic("orders", 1);
        cluster.createTopic(topic + ".dlt", 1);
        Records.produce(cluster, topic, 3, 3);
        try (WorkerProcess worker = launch(
                        topic, """
                        type: java
                        java:
                          class: %s
                          value-deserializer: %s
                        """.formatted(PickyHandler.class.getName(), PickyDeserializer.class.getName()))
                .classPath(TestClasses.FOLDER)
                .start()) {
            await().atMost(BOUND).until(() -> cluster.lag(group, topic) == 0);
            var letters = Records.readAll(cluster, topic + ".dlt");
            assertThat(letters).hasSize(1);
            ConsumerRecord<byte[], byte[]> letter = letters.getFirst();
            assertThat(Records.text(letter.value())).isEqualTo("v1");
            assertThat(Records.text(letter.key())).isEqualTo("k1");
            assertThat(Records.header(letter, "pollux-source-topic")).hasValue(topic);
            assertThat(Records.header(letter, "pollux-source-partition")).hasValue("0");
            assertThat(Records.header(letter, "pollux-source-offset")).hasValue("1");
            assertThat(Records.header(letter, "pollux-source-timestamp"))
                    .get(STRING)
                    .matches("\\d+");
            assertThat(Records.header(letter, "pollux-attempts")).hasValue("1");
            assertThat(Records.header(letter, "pollux-reason")).get(STRING).contains("cannot be deserialized");
            assertThat(Records.header(letter, "pollux-exception-class"))
                    .get(STRING)
                    .contains("SerializationException");
            assertThat(Records.header(letter, "pollux-failed-at")).get(STRING).startsWith("20");
            assertThat(Records.header(letter, "pollux-group")).hasValue(group);
            assertThat(worker.alive()).isTrue();
        }
    }

    @Test
    void aHandlerClassThatIsNotThereEndsWithExitCode2() {
        try (WorkerProcess worker = launch("orders", """
                        type: java
                        java:
                          class: com.example.Missing
                        """).start()) {
            assertThat(worker.waitFor(BOUND)).hasValue(2);
            assertThat(worker.output()).contains("handler.java.class", "com.example.Missing");
        }
    }

    @Test
    void aHandlerWhoseConstructorThrowsEndsWithOneLineAndExitCode2() {
        try (WorkerProcess worker = launch("orders", """
                        type: java
                        java:
                          class: %s
                        """.formatted(BrokenHandler.class.getName()))
                .classPath(TestClasses.FOLDER)
                .start()) {
            assertThat(worker.waitFor(BOUND)).hasValue(2);
            assertThat(worker.output().lines().filter(line -> line.contains("no database")))
                    .singleElement()
                    .asString()
                    .contains("handler.java.class", BrokenHandler.class.getName(), "no database anywhere");
            assertThat(worker.output()).doesNotContain("\tat ");
        }
    }

    @Test
    void aPortThatIsTakenEndsWithExitCode1() throws IOException {
        try (ServerSocket taken = new ServerSocket(0)) {
            String number = Integer.toString(taken.getLocalPort());
            try (WorkerProcess worker =
                    launch("orders", DISCARD).set("server.port", number).start()) {
                assertThat(worker.waitFor(BOUND)).hasValue(1);
                assertThat(worker.output()).contains("server.port", number);
            }
        }
    }

    @Test
    void anUnresolvableBrokerNameIsTriedUntilItIsThere() {
        String unknown = "broker.invalid:9092";
        try (WorkerProcess worker = launch(unknown, "orders", DISCARD).start()) {
            awaitAnswer("/readyz", 503, "cannot be reached");
            assertThat(worker.alive()).isTrue();
            worker.sigterm();
            assertThat(worker.waitFor(BOUND)).hasValue(0);
        }
    }

    private static long complaints(WorkerProcess worker) {
        return worker.output()
                .lines()
                .filter(line -> line.contains("WARN") || line.contains("ERROR"))
                .count();
    }
}
