package dev.pollux.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentTest {
    private final List<String> unknown = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({
        "handler.http.url, POLLUX_HANDLER_HTTP_URL",
        "commit.max-records, POLLUX_COMMIT_MAX_RECORDS",
        "on-exhausted, POLLUX_ON_EXHAUSTED",
        "kafka.bootstrap.servers, POLLUX_KAFKA_BOOTSTRAP_SERVERS",
        "handler.java.deserializer.schema.registry.url, POLLUX_HANDLER_JAVA_DESERIALIZER_SCHEMA_REGISTRY_URL",
        "handler.http.headers.x-api-key, POLLUX_HANDLER_HTTP_HEADERS_X_API_KEY",
    })
    void aKeyHasItsVariable(String key, String variable) {
        assertThat(Environment.variable(key)).isEqualTo(variable);
        assertThat(read(Map.of(variable, "v"))).containsExactly(Map.entry(key, "v"));
        assertThat(unknown).isEmpty();
    }

    @Test
    void variablesOfServicesAreLeftOut() {
        var environment = Map.ofEntries(
                Map.entry("POLLUX_SERVICE_HOST", "10.0.0.1"),
                Map.entry("POLLUX_SERVICE_PORT", "8080"),
                Map.entry("POLLUX_SERVICE_PORT_HTTP", "8080"),
                Map.entry("POLLUX_PORT", "tcp://10.0.0.1:8080"),
                Map.entry("POLLUX_PORT_8080_TCP", "tcp://10.0.0.1:8080"),
                Map.entry("POLLUX_PORT_8080_TCP_PROTO", "tcp"),
                Map.entry("POLLUX_PORT_8080_TCP_ADDR", "10.0.0.1"),
                Map.entry("POLLUX_SERVER_SERVICE_HOST", "10.0.0.2"),
                Map.entry("POLLUX_SERVER_SERVICE_PORT", "80"),
                Map.entry("POLLUX_SERVER_PORT", "tcp://10.0.0.2:80"),
                Map.entry("POLLUX_KAFKA_SERVICE_HOST", "10.0.0.3"),
                Map.entry("POLLUX_KAFKA_SERVICE_PORT", "9092"),
                Map.entry("POLLUX_KAFKA_PORT", "tcp://10.0.0.3:9092"),
                Map.entry("POLLUX_KAFKA_PORT_9092_TCP_PORT", "9092"),
                Map.entry("POLLUX_KAFKA_BOOTSTRAP_SERVERS", "kafka:9092"));

        assertThat(read(environment)).containsExactly(Map.entry("kafka.bootstrap.servers", "kafka:9092"));
        assertThat(unknown).isEmpty();
    }

    @Test
    void thePortThatThePodSetsItselfCounts() {
        var environment = Map.of(
                "POLLUX_SERVER_SERVICE_HOST", "10.0.0.2",
                "POLLUX_SERVER_SERVICE_PORT", "80",
                "POLLUX_SERVER_PORT", "9090");

        assertThat(read(environment)).containsExactly(Map.entry("server.port", "9090"));
    }

    @Test
    void otherVariablesAreNamedAndLeftOut() {
        assertThat(read(Map.of("POLLUX_CONFIG", "f", "POLLUX_GRUOP", "g", "PATH", "p")))
                .isEmpty();
        assertThat(unknown).containsExactly("POLLUX_GRUOP");
    }

    private Map<String, String> read(Map<String, String> environment) {
        return Environment.read(environment, unknown::add).getProperties();
    }
}
