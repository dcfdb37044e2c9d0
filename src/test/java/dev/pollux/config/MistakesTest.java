package dev.pollux.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Each mistake alone: one problem, which says key, value and what is accepted. */
class MistakesTest {
    @TempDir
    Path folder;

    /** The settings in front of the arrow, several separated by blanks, are added to the least configuration. */
    @ParameterizedTest
    @CsvFileSource(resources = "mistakes.csv", delimiterString = " -> ")
    void isNamed(String sets, String expected) {
        var problems = TestConfig.problems(null, Map.of(), TestConfig.with(sets.split(" ", -1)));

        assertThat(problems).singleElement().asString().contains(expected);
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThat(TestConfig.problems(null, Map.of(), List.of()))
                .containsExactly(
                        "group: missing; accepted: the name of a consumer group",
                        "handler.type: missing; accepted: log, discard, http or java",
                        "kafka.bootstrap.servers: missing; accepted: host:port, several separated by commas",
                        "topics: missing, and so is topic-pattern: one of the two is needed; "
                                + "accepted: topic names, in YAML a list, elsewhere separated by commas");
    }

    @Test
    void aHeaderAndATokenFileExcludeEachOther() {
        var token = TestConfig.write(folder, "token", "t");

        assertThat(TestConfig.problems(
                        null,
                        Map.of("POLLUX_HANDLER_HTTP_HEADERS_AUTHORIZATION", "Basic abc"),
                        TestConfig.with("handler.http.bearer-token-file=" + token)))
                .containsExactly("handler.http.headers.authorization: found '***' in "
                        + "POLLUX_HANDLER_HTTP_HEADERS_AUTHORIZATION; cannot be combined with "
                        + "handler.http.bearer-token-file: accepted is one of the two");
    }

    @Test
    void whatTheHttpHandlerWouldRefuseIsToldWithTheRest() {
        var token = TestConfig.write(folder, "token", "\n");
        var file = TestConfig.write(folder, "pollux.yaml", """
                handler:
                  http:
                    url: http://host:99999/?hunter2
                    headers:
                      Host: hunter2
                """);

        assertThat(TestConfig.problems(
                        file,
                        Map.of("POLLUX_HANDLER_HTTP_HEADERS_CE_X", "hunter2"),
                        TestConfig.with(
                                "handler.http.headers.x-key=hunter2 \u20ac",
                                "handler.http.bearer-token-file=" + token,
                                "concurrency=0")))
                .satisfiesExactly(
                        one -> assertThat(one).startsWith("concurrency: "),
                        one -> assertThat(one)
                                .startsWith("handler.http.bearer-token-file: found '" + token)
                                .endsWith("(it holds no token)"),
                        one -> assertThat(one)
                                .startsWith("handler.http.headers.ce-x: found '***' in "
                                        + "POLLUX_HANDLER_HTTP_HEADERS_CE_X; Pollux sets this header itself"),
                        one -> assertThat(one)
                                .startsWith("handler.http.headers.host: found '***' in pollux.yaml:5; Pollux sets"),
                        one -> assertThat(one)
                                .startsWith("handler.http.headers.x-key: found '***' in --set; accepted: "),
                        one -> assertThat(one)
                                .startsWith("handler.http.url: found 'http://host:99999/?***' in pollux.yaml:3; "))
                .noneMatch(one -> one.contains("hunter2"));
    }

    @Test
    void theOriginIsNamed() {
        var file = TestConfig.write(folder, "pollux.yaml", "commit:\n  interval: 1s\nordering: [key]\n");

        assertThat(TestConfig.problems(
                        file, Map.of("POLLUX_BUFFER_MAX_RECORDS", "x"), TestConfig.with("server.port=x", "oops")))
                .containsExactly(
                        "--set: number 6 is not of the form key=value",
                        "buffer.max-records: found 'x' in POLLUX_BUFFER_MAX_RECORDS; accepted: a whole number, "
                                + "at least 1",
                        "commit.interval: found '1s' in pollux.yaml:2; accepted: an ISO-8601 duration above zero, "
                                + "such as PT1S",
                        "ordering: in pollux.yaml:3: a list was found where one value is expected",
                        "server.port: found 'x' in --set; accepted: a whole number from 0 to 65535");
    }

    @Test
    void anOverriddenMistakeIsNone() {
        var file = TestConfig.write(folder, "pollux.yaml", "server:\n  admin-token: ${file:/nowhere}\n  port: x\n");

        assertThat(TestConfig.problems(
                        file, Map.of("POLLUX_SERVER_PORT", "1"), TestConfig.with("server.admin-token=t")))
                .isEmpty();
    }

    @Test
    void theyAreAllToldAtOnceAndInOrder() {
        var file = TestConfig.write(folder, "pollux.yaml", """
                kafka:
                  group.id: g
                  session.timeout.ms: 6000
                  sasl.jaas.config: [{a: b}]
                topics: [orders, orders.dlt]
                topic-pattern: 'orders('
                start: never
                delivery: exactly-once
                concurrency: 0
                membership:
                  protocol: consumer
                  on-shutdown: remain
                buffer:
                  max-bytes: lots
                handler:
                  type: http
                  tmeout: PT1S
                retry:
                  backoff: PT40S
                server:
                  admin-token: ''
                """);

        var problems = TestConfig.problems(file, Map.of("POLLUX_FAIL_FAST", "perhaps"), List.of("commit.interval=1"));

        var keys = new ArrayList<>(problems.stream()
                .map(problem -> problem.substring(0, problem.indexOf(':')))
                .toList());
        assertThat(keys)
                .isSorted()
                .containsExactlyInAnyOrderElementsOf(Arrays.asList(
                        "buffer.max-bytes",
                        "commit.interval",
                        "concurrency",
                        "dead-letter.topic",
                        "delivery",
                        "fail-fast",
                        "group",
                        "handler.http.url",
                        "handler.tmeout",
                        "kafka.bootstrap.servers",
                        "kafka.group.id",
                        "kafka.sasl.jaas.config",
                        "kafka.session.timeout.ms",
                        "membership.on-shutdown",
                        "retry.max-backoff",
                        "server.admin-token",
                        "start",
                        "topic-pattern",
                        "topic-pattern"));
    }
}
