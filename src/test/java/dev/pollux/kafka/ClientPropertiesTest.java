package dev.pollux.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.pollux.engine.BufferSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientPropertiesTest {

    @Test
    void whatNobodyAsksForIsTheClientsDefaultOrWhatPays() {
        ClientProperties properties = properties(Map.of());
        assertThat(properties.maxPollRecords()).isEqualTo(2000);
        assertThat(properties.maxPollIntervalMillis()).isEqualTo(300_000);
        assertThat(properties.metadataMaxAgeMillis()).isEqualTo(300_000);
        assertThat(properties.polls().maxInterval()).isEqualTo(Duration.ofSeconds(45));
    }

    @Test
    void whatIsAskedForMayHaveSpacesAsInTheClient() {
        ClientProperties properties = properties(Map.of(
                "bootstrap.servers", "localhost:9092", "max.poll.records", " 500 ", "fetch.max.bytes", "123456 "));
        assertThat(properties.maxPollRecords()).isEqualTo(500);
        assertThat(properties.polls().maxBytes()).isEqualTo(123_456);
        properties.check();
    }

    @Test
    void aRebalanceIsHeardOfSoonUnlessAskedOtherwise() {
        assertThat(properties(Map.of()).consumer()).containsEntry("heartbeat.interval.ms", 250);
        assertThat(properties(Map.of("session.timeout.ms", "600")).consumer())
                .containsEntry("heartbeat.interval.ms", 200);
        assertThat(properties(Map.of("heartbeat.interval.ms", "3000")).consumer())
                .containsEntry("heartbeat.interval.ms", "3000");
    }

    @Test
    void thereAreNoMBeansUnlessAskedFor() {
        String reporter = "org.apache.kafka.common.metrics.JmxReporter";
        assertThat(properties(Map.of()).consumer()).containsEntry("metric.reporters", "");
        assertThat(properties(Map.of("metric.reporters", reporter)).consumer())
                .containsEntry("metric.reporters", reporter);
    }

    @ParameterizedTest
    @CsvSource({
        "max.poll.records,           many",
        "max.poll.records,           0",
        "fetch.max.bytes,            1MiB",
        "max.poll.interval.ms,       99999999999",
        "session.timeout.ms,         PT10S",
        "metadata.max.age.ms,        '${env:AGE}'"
    })
    void whatIsNoNumberIsNamed(String name, String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> properties(Map.of(name, value)).check())
                .withMessageStartingWith("kafka." + name + ": found '" + value + "'; accepted: a whole number");
    }

    private static ClientProperties properties(Map<String, String> client) {
        var settings = new KafkaSettings(
                client,
                "g",
                new Subscription.Topics(List.of("orders")),
                new StartPosition.Earliest(),
                new MembershipSettings(
                        MembershipSettings.Protocol.CLASSIC,
                        "",
                        MembershipSettings.OnShutdown.AUTO,
                        Duration.ofSeconds(10)),
                "{topic}.dlt",
                false);
        return new ClientProperties(settings, new BufferSettings(10_000, 64 << 20));
    }
}
