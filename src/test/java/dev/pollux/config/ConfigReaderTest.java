package dev.pollux.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.pollux.engine.CircuitSettings;
import dev.pollux.engine.CommitSettings;
import dev.pollux.engine.DeliveryGuarantee;
import dev.pollux.engine.OnExhausted;
import dev.pollux.engine.Ordering;
import dev.pollux.handler.HandlerSettings;
import dev.pollux.kafka.MembershipSettings;
import dev.pollux.kafka.StartPosition;
import dev.pollux.kafka.Subscription;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigReaderTest {
    @TempDir
    Path folder;

    @Test
    void theLeastConfigurationHasTheDefaults() throws Exception {
        var config = TestConfig.read();

        var engine = config.engine();
        assertThat(engine.ordering()).isEqualTo(Ordering.KEY);
        assertThat(engine.delivery()).isEqualTo(DeliveryGuarantee.AT_LEAST_ONCE);
        assertThat(engine.concurrency()).isEqualTo(64);
        assertThat(engine.onExhausted()).isEqualTo(OnExhausted.DEAD_LETTER);
        assertThat(engine.commit())
                .isEqualTo(new CommitSettings(
                        CommitSettings.Strategy.ASYNC, Duration.ofSeconds(1), 10_000, Duration.ofHours(1), 4096));
        assertThat(engine.circuit()).isEqualTo(new CircuitSettings(5, Duration.ofSeconds(1)));
        assertThat(engine.buffer().maxBytes()).isEqualTo(64L << 20);
        assertThat(engine.retry().backoff()).isEqualTo(Duration.ofMillis(200));
        assertThat(engine.retry().jitter()).isEqualTo(0.2);
        var kafka = config.kafka();
        assertThat(kafka.client()).containsExactly(entry("bootstrap.servers", "localhost:9092"));
        assertThat(kafka.subscription()).isEqualTo(new Subscription.Topics(List.of("orders")));
        assertThat(kafka.start()).isEqualTo(new StartPosition.Earliest());
        assertThat(kafka.membership())
                .isEqualTo(new MembershipSettings(
                        MembershipSettings.Protocol.CLASSIC,
                        "",
                        MembershipSettings.OnShutdown.AUTO,
                        Duration.ofSeconds(10)));
        assertThat(kafka.deadLetterTopic()).isEqualTo("{topic}.dlt");
        assertThat(kafka.failFast()).isFalse();
        assertThat(config.handler())
                .isEqualTo(new HandlerSettings(HandlerSettings.Type.LOG, Duration.ofSeconds(30), null, null));
        assertThat(config.server().port()).isEqualTo(8080);
        assertThat(config.server().adminToken()).isNull();
        assertThat(config.drainTimeout()).isEqualTo(Duration.ofSeconds(25));
    }

    @Test
    void theCommandLineOverridesTheEnvironmentWhichOverridesTheFile() throws Exception {
        var file = TestConfig.write(folder, "pollux.yaml", """
                kafka:
                  bootstrap.servers: [a:1, b:2]
                  client:
                    id: from-file
                  client.rack: file
                group: from-file
                topics:
                  - orders
                  - payments
                concurrency: 1
                handler: {type: log}
                """);
        var environment = Map.of(
                "POLLUX_GROUP", "from-environment",
                "POLLUX_CONCURRENCY", "2",
                "POLLUX_KAFKA_CLIENT_RACK", "environment");

        var config = ConfigReader.read(
                file, environment, List.of("concurrency=3", "concurrency=4", "kafka.client.id=from-set"));

        assertThat(config.engine().concurrency()).isEqualTo(4);
        assertThat(config.kafka().group()).isEqualTo("from-environment");
        assertThat(config.kafka().subscription()).isEqualTo(new Subscription.Topics(List.of("orders", "payments")));
        assertThat(config.kafka().client())
                .containsOnly(
                        entry("bootstrap.servers", "a:1,b:2"),
                        entry("client.id", "from-set"),
                        entry("client.rack", "environment"));
    }

    @Test
    void recordsComeFromTheReplicaInThePodsZone() throws Exception {
        assertThat(client(Map.of("POD_ZONE", "eu-west-1b"))).containsEntry("client.rack", "eu-west-1b");
        assertThat(client(Map.of("POD_ZONE", ""))).doesNotContainKey("client.rack");
        assertThat(client(Map.of("POD_ZONE", "eu-west-1b"), "kafka.client.rack=other"))
                .containsEntry("client.rack", "other");
    }

    private static Map<String, String> client(Map<String, String> environment, String... sets) throws Exception {
        return ConfigReader.read(null, environment, TestConfig.with(sets))
                .kafka()
                .client();
    }

    @Test
    void theEnvironmentAloneIsEnough() throws Exception {
        var config = ConfigReader.read(
                null,
                Map.ofEntries(
                        entry("POLLUX_KAFKA_BOOTSTRAP_SERVERS", "broker:9092"),
                        entry("POLLUX_GROUP", "g"),
                        entry("POLLUX_TOPICS", "a, b"),
                        entry("POLLUX_COMMIT_MAX_RECORDS", "7"),
                        entry("POLLUX_HANDLER_TYPE", "http"),
                        entry("POLLUX_HANDLER_HTTP_URL", "https://host/path"),
                        entry("POLLUX_HANDLER_HTTP_HEADERS_X_API_KEY", "k"),
                        entry("POLLUX_MEMBERSHIP_INSTANCE_ID", "pod-0"),
                        entry("POLLUX_MEMBERSHIP_ON_SHUTDOWN", "remain"),
                        entry("POLLUX_DEAD_LETTER_TOPIC", "dead"),
                        entry("POLLUX_FAIL_FAST", "true")),
                List.of());

        assertThat(config.kafka().subscription()).isEqualTo(new Subscription.Topics(List.of("a", "b")));
        assertThat(config.engine().commit().maxRecords()).isEqualTo(7);
        var http = Objects.requireNonNull(config.handler().http());
        assertThat(http.url()).isEqualTo(URI.create("https://host/path"));
        assertThat(http.headers()).containsExactly(entry("x-api-key", "k"));
        assertThat(config.kafka().membership().instanceId()).isEqualTo("pod-0");
        assertThat(config.kafka().deadLetterTopic("a")).isEqualTo("dead");
        assertThat(config.kafka().failFast()).isTrue();
    }

    @Test
    void headersAreTheSameInAnyCase() throws Exception {
        var file = TestConfig.write(
                folder,
                "pollux.yaml",
                "handler: {type: http, http: {url: 'http://h/', headers: {Authorization: file, X-Other: kept}}}");

        var config = ConfigReader.read(
                file, Map.of("POLLUX_HANDLER_HTTP_HEADERS_AUTHORIZATION", "environment"), leastWithoutHandler());

        assertThat(Objects.requireNonNull(config.handler().http()).headers())
                .containsOnly(entry("authorization", "environment"), entry("x-other", "kept"));
    }

    @Test
    void httpIsOneRecordARequestUnlessBatchesAreAskedFor() throws Exception {
        assertThat(TestConfig.read("handler.type=http", "handler.http.url=http://h/")
                        .handler()
                        .batchMaxRecords())
                .isEqualTo(1);
        assertThat(TestConfig.read(
                                "handler.type=http", "handler.http.url=http://h/", "handler.http.batch.max-records=100")
                        .handler()
                        .batchMaxRecords())
                .isEqualTo(100);
    }

    private static List<String> leastWithoutHandler() {
        return TestConfig.LEAST.stream()
                .filter(set -> !set.startsWith("handler"))
                .toList();
    }

    @Test
    void aJavaHandlerHasItsSection() throws Exception {
        var config = TestConfig.read(
                "handler.type=java",
                "handler.java.class=com.example.Orders$Handler",
                "handler.java.plugins=" + folder,
                "handler.java.deserializer.schema.registry.url=http://registry",
                "handler.java.batch.max-records=9");

        var java = Objects.requireNonNull(config.handler().java());
        assertThat(java.className()).isEqualTo("com.example.Orders$Handler");
        assertThat(java.plugins()).isEqualTo(folder);
        assertThat(java.keyDeserializer()).isEqualTo("org.apache.kafka.common.serialization.StringDeserializer");
        assertThat(java.deserializerProperties()).containsExactly(entry("schema.registry.url", "http://registry"));
        assertThat(java.batchMaxRecords()).isEqualTo(9);
    }

    @Test
    void startMayBeADurationBack() throws Exception {
        assertThat(TestConfig.read("start=PT24H").kafka().start())
                .isEqualTo(new StartPosition.Back(Duration.ofDays(1)));
        assertThat(TestConfig.read("start=none").kafka().start()).isEqualTo(new StartPosition.None());
    }

    @Test
    void sizesHaveUnits() throws Exception {
        assertThat(TestConfig.read("buffer.max-bytes=512KiB").engine().buffer().maxBytes())
                .isEqualTo(512L << 10);
        assertThat(TestConfig.read("buffer.max-bytes=1GiB").engine().buffer().maxBytes())
                .isEqualTo(1L << 30);
        assertThat(TestConfig.read("buffer.max-bytes=1000").engine().buffer().maxBytes())
                .isEqualTo(1000);
    }

    @Test
    void aKeyWithoutAValueIsAbsent() throws Exception {
        var file = TestConfig.write(
                folder, "pollux.yaml", "topic-pattern:\nserver:\n  admin-token: null\n  port: ~\nretry:\n");

        var config = ConfigReader.read(file, Map.of(), TestConfig.LEAST);

        assertThat(config.server().adminToken()).isNull();
        assertThat(config.server().port()).isEqualTo(8080);
    }

    @Test
    void anEmptyTextLeavesOutWhatIsOptional() throws Exception {
        var config = TestConfig.read("topic-pattern=${PATTERN:}", "membership.instance-id=${POD_NAME:}");

        assertThat(config.kafka().subscription()).isEqualTo(new Subscription.Topics(List.of("orders")));
        assertThat(config.kafka().membership().instanceId()).isEmpty();
    }

    @Test
    void aPodIsAStaticMemberByItsName() throws Exception {
        var config = ConfigReader.read(null, Map.of("POD_NAME", "orders-worker-3"), TestConfig.LEAST);

        assertThat(config.kafka().membership().instanceId()).isEqualTo("orders-worker-3");
        assertThat(TestConfig.problems(null, Map.of("POD_NAME", "no name"), TestConfig.LEAST))
                .singleElement()
                .asString()
                .contains("membership.instance-id", "no name", "${POD_NAME:}");
    }

    @Test
    void valuesAreTakenAsTheyAreWritten() throws Exception {
        var file = TestConfig.write(folder, "pollux.yaml", "group: 0123\nkafka.client.id: 2026-01-01\n");

        var config = ConfigReader.read(
                file,
                Map.of(),
                TestConfig.LEAST.stream()
                        .filter(set -> !set.startsWith("group"))
                        .toList());

        assertThat(config.kafka().group()).isEqualTo("0123");
        assertThat(config.kafka().client()).containsEntry("client.id", "2026-01-01");
    }
}
