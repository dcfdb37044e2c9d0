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
import org.junit.jupiter.params.provider.CsvSource;

/** Each mistake alone: one problem, which says key, value and what is accepted. */
class MistakesTest {
    @TempDir
    Path folder;

    /** The settings in front of the arrow, several separated by blanks, are added to the least configuration. */
    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            value = {
                // Keys.
                "grup=x -> grup: in --set: there is no such key; did you mean group?",
                "max-attempts=3 -> max-attempts: in --set: there is no such key; did you mean retry.max-attempts?",
                "commit.maxRecords=3 -> there is no such key; did you mean commit.max-records?",
                "handler=log -> handler: in --set: there is no such key; it is a section of keys",
                "handler.http.headers=x -> there is no such key; it is a section of keys",
                "nonsense=1 -> nonsense: in --set: there is no such key",
                "bootstrap.servers=a:1 -> there is no such key; did you mean kafka.bootstrap.servers?",
                // Values.
                "concurrency=many -> concurrency: found 'many' in --set; accepted: a whole number from 1 to 100000",
                "concurrency=0 -> concurrency: found '0' in --set; accepted: a whole number from 1 to 100000",
                "concurrency=100001 -> concurrency: found '100001'",
                "concurrency= -> concurrency: found ''",
                "buffer.max-records=0 -> accepted: a whole number, at least 1",
                "buffer.max-bytes=64MB -> found '64MB' in --set; accepted: bytes, or a number with KiB, MiB or GiB",
                "buffer.max-bytes=0 -> accepted: bytes",
                "buffer.max-bytes=99999999999999GiB -> accepted: bytes",
                "handler.timeout=5s -> found '5s' in --set; accepted: an ISO-8601 duration above zero, such as PT30S",
                "handler.timeout=PT0S -> accepted: an ISO-8601 duration above zero, such as PT30S",
                "handler.timeout=PT99999999H -> accepted: an ISO-8601 duration",
                "shutdown.drain-timeout=-PT1S -> accepted: an ISO-8601 duration, such as PT25S",
                "start=yesterday -> accepted: earliest, latest, none, or an ISO-8601 duration back, such as PT24H",
                "ordering=random -> found 'random' in --set; accepted: key, partition or none",
                "delivery=exactly-once -> accepted: at-least-once or at-most-once ('exactly-once' is not available",
                "membership.protocol=share -> accepted: classic or consumer ('share' is not available in this version)",
                "handler.type=kafka -> accepted: log, discard, http or java ('kafka' is not available in this version)",
                "handler.type=jdbc -> ('jdbc' is not available in this version)",
                "handler.type=LOG -> accepted: log, discard, http or java",
                "on-exhausted=no -> accepted: dead-letter, skip or stop",
                "commit.strategy=never -> accepted: async or sync",
                "membership.on-shutdown=go -> accepted: auto, leave or remain",
                "membership.instance-id=a/b -> accepted: letters, digits",
                "retry.jitter=1.5 -> accepted: a number from 0 to 1",
                "retry.jitter=NaN -> accepted: a number from 0 to 1",
                "retry.backoff-factor=0.5 -> accepted: a number from 1 to 100",
                "retry.max-attempts=0 -> accepted: a whole number, at least 1",
                "server.port=65536 -> accepted: a whole number from 0 to 65535",
                "fail-fast=yes -> accepted: true or false",
                "topics=orders,, -> accepted: topic names",
                "topics=or/ders -> found 'or/ders' in --set; accepted: topic names",
                "group= -> accepted: the name of a consumer group",
                "handler.java.class=1x -> accepted: the full name of a class",
                "handler.java.plugins=/nowhere/at/all -> found '/nowhere/at/all' in --set; accepted: a folder",
                "handler.http.bearer-token-file=/nowhere/at/all -> accepted: a file that can be read",
                "handler.http.url=ftp://x -> found 'ftp://x' in --set; accepted: an http or https URL with a host",
                "handler.http.url=localhost:3000 -> accepted: an http or https URL with a host",
                "dead-letter.topic=a/b -> accepted: the name of a topic; `{topic}` in it stands for the source topic",
                "server.admin-token= -> server.admin-token: found '***' in --set; accepted: a bearer token: not empty",
                "group=${NONE} -> group: in --set: the environment has no variable NONE; ${NONE:} would allow for that",
                "group=${file:/nowhere} -> group: in --set: the file /nowhere cannot be read",
                // Combinations.
                "topic-pattern=x -> topic-pattern: found 'x' in --set; cannot be combined with topics",
                "topics= -> topics: missing, and so is topic-pattern: one of the two is needed",
                "topics= topic-pattern=a(b -> topic-pattern: found 'a(b' in --set; accepted: a Java regular expression",
                "dead-letter.topic={topic} -> dead letters would come back as records of the source topic orders",
                "dead-letter.topic=orders -> dead letters would come back as records of the source topic orders",
                "topics=a,a.dlt -> dead-letter.topic: found '{topic}.dlt' in the defaults; dead letters would come",
                "topics= topic-pattern=o.* dead-letter.topic=odd -> dead letters would come back, for topic-pattern",
                "membership.on-shutdown=remain -> found 'remain' in --set; needs membership.instance-id",
                "handler.type=http -> handler.http.url: missing, and handler.type: http needs it; accepted: an http",
                "handler.type=java -> handler.java.class: missing, and handler.type: java needs it; accepted: the full",
                "retry.max-backoff=PT0.1S -> retry.max-backoff: found 'PT0.1S' in --set; accepted: at least retry.back",
                "retry.backoff=PT1M -> retry.max-backoff: found 'PT30S' in the defaults; accepted: at least retry.back",
                "membership.revoke-timeout=PT5M -> accepted: less than kafka.max.poll.interval.ms, which is 300000 ms",
                "kafka.max.poll.interval.ms=9000 -> membership.revoke-timeout: found 'PT10S' in the defaults",
                "handler.http.headers.a\u00e9=x -> found '***' in --set; accepted: the name of an HTTP header",
                // Kafka.
                "kafka.bootstrap.servers= -> kafka.bootstrap.servers: found '' in --set; accepted: host:port",
                "kafka.bootstrap.servers=localhost -> accepted: host:port, several separated by commas",
                "kafka.group.id=g -> kafka.group.id: found 'g' in --set; Pollux sets this property itself: use group",
                "kafka.group.instance.id=g -> use membership.instance-id",
                "kafka.group.protocol=consumer -> use membership.protocol",
                "kafka.enable.auto.commit=true -> use commit.strategy",
                "kafka.auto.offset.reset=latest -> use start",
                "kafka.key.deserializer=x.Y -> found 'x.Y' in --set; Pollux sets this property itself: use handler.java",
                "kafka.value.deserializer=x.Y -> use handler.java.value-deserializer",
                "kafka.transactional.id=t -> delivery: exactly-once is not available in this version",
                "kafka.acks=1 -> accepted: all",
                "kafka.max.poll.records=10001 -> found '10001' in --set; accepted: at most buffer.max-records, which is",
                "kafka.session.timeout.ms=soon -> kafka.session.timeout.ms: found 'soon' in --set; accepted: a whole n",
                "kafka.isolation.level=none -> accepted: a text, ",
                "kafka.fetch.min.bytes=-1 -> accepted: a whole number, [0,...]",
                "kafka.group.remote.assignor=uniform -> is for membership.protocol: consumer (KIP-848) only",
                "membership.protocol=consumer kafka.session.timeout.ms=9000 -> kafka.session.timeout.ms: found '9000' "
                        + "in --set; cannot be set with membership.protocol: consumer (KIP-848), where the brokers",
                "membership.protocol=consumer kafka.heartbeat.interval.ms=1 -> cannot be set with membership.protocol",
                "membership.protocol=consumer kafka.partition.assignment.strategy=x -> use kafka.group.remote.assignor",
            })
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
