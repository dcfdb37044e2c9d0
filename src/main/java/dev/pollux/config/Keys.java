package dev.pollux.config;

import static dev.pollux.config.ValueTypes.*;

import dev.pollux.config.Setting.ConfigKey;
import dev.pollux.config.Setting.Section;
import dev.pollux.engine.CommitSettings;
import dev.pollux.engine.DeliveryGuarantee;
import dev.pollux.engine.OnExhausted;
import dev.pollux.engine.Ordering;
import dev.pollux.handler.HandlerSettings;
import dev.pollux.kafka.MembershipSettings;
import dev.pollux.kafka.StartPosition;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** All keys, in the order of the reference: names, types, defaults and meanings are said here and nowhere else. */
final class Keys {
    private static final List<Setting> SETTINGS = new ArrayList<>();

    private static final int MANY = Integer.MAX_VALUE;
    private static final String STRING_DESERIALIZER = "org.apache.kafka.common.serialization.StringDeserializer";
    private static final Pattern MEMBER_NAME = Pattern.compile("[a-zA-Z0-9._-]{0,249}");
    private static final Pattern BEARER_TOKEN = Pattern.compile("[\\x21-\\x7e]+");

    static final Section KAFKA = section(
            "kafka",
            '.',
            false,
            "any property of Kafka's clients; `kafka.bootstrap.servers` is required",
            "Passed on to consumer, producer and admin client, except what Pollux sets itself. `kafka.client.rack` is "
                    + "`${POD_ZONE:}` where nothing else is said.");
    static final ConfigKey<String> GROUP =
            required("group", text("the name of a consumer group"), "The consumer group, Kafka's `group.id`.");
    static final ConfigKey<List<String>> TOPICS =
            optional("topics", topics(), "The topics to read; either this or `topic-pattern`.");
    static final ConfigKey<Pattern> TOPIC_PATTERN = optional(
            "topic-pattern",
            regex(),
            "All topics to read, also those created later; dead letter topics by the template of `dead-letter.topic` "
                    + "are left out.");
    static final ConfigKey<StartPosition> START = key(
            "start",
            startPosition(),
            "earliest",
            "Where to begin without a committed offset, or with one out of range; `none` stops the worker instead.");
    static final ConfigKey<DeliveryGuarantee> DELIVERY = key(
            "delivery",
            oneOf(DeliveryGuarantee.class, "exactly-once"),
            "at-least-once",
            "`at-least-once` commits after handling, `at-most-once` before: what is fetched and not begun when a worker "
                    + "stops or a partition moves is not handled at all.");
    static final ConfigKey<Ordering> ORDERING = key(
            "ordering",
            oneOf(Ordering.class),
            "key",
            "What is handled one at a time, in offset order: the records of a key, of a partition, or nothing.");
    static final ConfigKey<Integer> CONCURRENCY =
            key("concurrency", integer(1, 100_000), "64", "Handler calls in flight at once, in this process.");

    static final ConfigKey<MembershipSettings.Protocol> PROTOCOL = key(
            "membership.protocol",
            oneOf(MembershipSettings.Protocol.class, "share"),
            "classic",
            "The group protocol: `classic` with the cooperative sticky assignor, or `consumer` (KIP-848).");
    static final ConfigKey<String> INSTANCE_ID = key(
            "membership.instance-id",
            matching(MEMBER_NAME, "letters, digits, `.`, `_` and `-`, at most 249; empty for none"),
            "${POD_NAME:}",
            "The name of a static member (KIP-345), whose restart moves no partitions; empty for a dynamic member.");
    static final ConfigKey<MembershipSettings.OnShutdown> ON_SHUTDOWN = key(
            "membership.on-shutdown",
            oneOf(MembershipSettings.OnShutdown.class),
            "auto",
            "Whether the member leaves its group when the worker stops. `auto`: a static member remains where its StatefulSet "
                    + "still wants this pod, and any other leaves; `remain` needs an instance id.");
    static final ConfigKey<Duration> REVOKE_TIMEOUT = key(
            "membership.revoke-timeout",
            durationOrZero("PT10S"),
            "PT10S",
            "How long a rebalance waits for the records in flight of a partition that moves away.");

    static final ConfigKey<CommitSettings.Strategy> COMMIT_STRATEGY = key(
            "commit.strategy",
            oneOf(CommitSettings.Strategy.class),
            "async",
            "Whether polling waits for the brokers' answer to a commit.");
    static final ConfigKey<Duration> COMMIT_INTERVAL = key(
            "commit.interval",
            positiveDuration("PT1S"),
            "PT1S",
            "The longest time that a finished record waits for its commit to be sent.");
    static final ConfigKey<Integer> COMMIT_MAX_RECORDS = key(
            "commit.max-records",
            integer(1, MANY),
            "10000",
            "Finished records that bring the commit forward; to a tenth of `commit.interval` after the one before, at the soonest.");

    static final ConfigKey<Duration> COMMIT_REFRESH = key(
            "commit.refresh-interval",
            positiveDuration("PT1H"),
            "PT1H",
            "How often the positions of idle partitions are committed anew, so that they don't expire.");
    static final ConfigKey<Integer> COMMIT_METADATA = key(
            "commit.metadata-max-chars",
            integer(CommitSettings.LEAST_METADATA_CHARS, MANY),
            "4096",
            "Room for what is finished out of order, for each partition; at most the brokers' "
                    + "`offset.metadata.max.bytes`. A partition that needs more is handed out more slowly.");

    static final ConfigKey<Integer> BUFFER_MAX_RECORDS = key(
            "buffer.max-records",
            integer(1, MANY),
            "10000",
            "Records fetched and not yet finished, in this process; beyond it partitions are paused.");
    static final ConfigKey<Long> BUFFER_MAX_BYTES =
            key("buffer.max-bytes", size(), "64MiB", "The same in bytes of serialized keys, values and headers.");

    static final ConfigKey<HandlerSettings.Type> HANDLER_TYPE = required(
            "handler.type",
            oneOf(HandlerSettings.Type.class, "kafka", "jdbc"),
            "Where each record goes: standard output, nowhere, a URL, or a class.");
    static final ConfigKey<Duration> HANDLER_TIMEOUT =
            key("handler.timeout", positiveDuration("PT30S"), "PT30S", "The longest that one handler call may take.");
    static final ConfigKey<URI> URL = optional(
            "handler.http.url", HttpUrl.TYPE, "Where each record is posted; required for `handler.type: http`.");
    static final Section HEADERS = section(
            "handler.http.headers",
            '-',
            true,
            "HTTP headers",
            "Sent with each request, such as an API key; names are case-insensitive, values are never shown.");
    static final ConfigKey<Path> BEARER_TOKEN_FILE = optional(
            "handler.http.bearer-token-file",
            tokenFile(),
            "Its content is sent as a bearer token, and read anew when it changes.");
    static final ConfigKey<Integer> HTTP_BATCH_MAX_RECORDS = key(
            "handler.http.batch.max-records",
            integer(1, 10_000),
            "1",
            "The most records in one request; above 1, requests are CloudEvents JSON batches.");
    static final ConfigKey<String> JAVA_CLASS = optional(
            "handler.java.class",
            className(),
            "The class that implements a handler of `dev.pollux.api`; required for `handler.type: java`.");
    static final ConfigKey<Path> PLUGINS =
            optional("handler.java.plugins", folder(), "A folder of jars, searched after the class path.");
    static final ConfigKey<String> KEY_DESERIALIZER = key(
            "handler.java.key-deserializer",
            className(),
            STRING_DESERIALIZER,
            "The Kafka `Deserializer` of the keys that a handler gets.");
    static final ConfigKey<String> VALUE_DESERIALIZER = key(
            "handler.java.value-deserializer",
            className(),
            STRING_DESERIALIZER,
            "The Kafka `Deserializer` of the values that a handler gets.");
    static final Section DESERIALIZER = section(
            "handler.java.deserializer",
            '.',
            false,
            "any property of the deserializers",
            "Passed to both deserializers, such as `schema.registry.url`.");
    static final ConfigKey<Integer> JAVA_BATCH_MAX_RECORDS = key(
            "handler.java.batch.max-records",
            integer(1, 1_000_000),
            "500",
            "The most records that a batch handler gets at once.");

    static final ConfigKey<Integer> MAX_ATTEMPTS = key(
            "retry.max-attempts",
            integer(1, MANY),
            "5",
            "Attempts for a record that the handler refuses, the first included; an outage of the destination has no "
                    + "limit.");
    static final ConfigKey<Duration> BACKOFF =
            key("retry.backoff", positiveDuration("PT0.2S"), "PT0.2S", "The wait before the second attempt.");
    static final ConfigKey<Double> BACKOFF_FACTOR =
            key("retry.backoff-factor", decimal(1, 100), "2", "By what the wait grows with each attempt.");
    static final ConfigKey<Duration> MAX_BACKOFF = key(
            "retry.max-backoff",
            positiveDuration("PT30S"),
            "PT30S",
            "The longest wait between attempts; at least `retry.backoff`.");
    static final ConfigKey<Double> JITTER =
            key("retry.jitter", decimal(0, 1), "0.2", "The share of the wait that is drawn at random, to both sides.");
    static final ConfigKey<Integer> CIRCUIT_FAILURES = key(
            "circuit.failures",
            integer(1, MANY),
            "5",
            "Outages reported in a row, no record accepted or refused in between, after which the destination is only "
                    + "probed.");
    static final ConfigKey<Duration> PROBE_INTERVAL = key(
            "circuit.probe-interval",
            positiveDuration("PT1S"),
            "PT1S",
            "The longest time between two probes of a destination that is down, one record each; the first come sooner, by "
                    + "`retry.backoff`.");
    static final ConfigKey<OnExhausted> ON_EXHAUSTED = key(
            "on-exhausted",
            oneOf(OnExhausted.class),
            "dead-letter",
            "What becomes of a record whose attempts are used up; `stop` ends the worker with exit code 1.");
    static final ConfigKey<String> DEAD_LETTER_TOPIC = key(
            "dead-letter.topic",
            DeadLetterTopic.TYPE,
            "{topic}.dlt",
            "The topic of the dead letters; `{topic}` stands for the source topic.");

    static final ConfigKey<Duration> DRAIN_TARGET = key(
            "scaling.drain-target",
            positiveDuration("PT3M"),
            "PT3M",
            "Within what time the members that `pollux_replicas_wanted` asks for work off the group's lag, beside what "
                    + "arrives.");

    static final ConfigKey<Integer> PORT = key(
            "server.port", integer(0, 65_535), "8080", "The port of probes, metrics and status; 0 takes a free one.");
    static final ConfigKey<String> ADMIN_TOKEN = optional(
            "server.admin-token",
            matching(BEARER_TOKEN, "a bearer token: not empty, visible ASCII characters"),
            "The bearer token of the admin calls, which answer 404 without it.");
    static final ConfigKey<Duration> DRAIN_TIMEOUT = key(
            "shutdown.drain-timeout",
            durationOrZero("PT25S"),
            "PT25S",
            "How long a stop waits for the records in flight; the pod's grace period has to be longer.");
    static final ConfigKey<Boolean> FAIL_FAST = key(
            "fail-fast",
            bool(),
            "false",
            "Whether a missing topic or unreachable brokers at start end the worker with exit code 1 instead of "
                    + "waiting for them.");

    private Keys() {}

    /** Every key and section, in the order of the reference. */
    static List<Setting> settings() {
        return Collections.unmodifiableList(SETTINGS);
    }

    /** The keys with one value. */
    static List<ConfigKey<?>> keys() {
        return SETTINGS.stream()
                .filter(ConfigKey.class::isInstance)
                .<ConfigKey<?>>map(setting -> (ConfigKey<?>) setting)
                .toList();
    }

    /** The sections whose keys are free. */
    static List<Section> sections() {
        return SETTINGS.stream()
                .filter(Section.class::isInstance)
                .map(Section.class::cast)
                .toList();
    }

    /** The section that a key belongs to; null for none. */
    static @Nullable Section sectionOf(String name) {
        return sections().stream()
                .filter(section -> section.contains(name))
                .findFirst()
                .orElse(null);
    }

    /** Whether there is such a key. */
    static boolean isKnown(String name) {
        return sectionOf(name) != null
                || keys().stream().anyMatch(key -> key.name().equals(name));
    }

    /** Whether a list in YAML is one value of this key, its items separated by commas. */
    static boolean acceptsList(String name) {
        return name.equals(TOPICS.name()) || KAFKA.contains(name);
    }

    private static <T> ConfigKey<T> required(String name, ValueType<T> type, String meaning) {
        return add(new ConfigKey<>(name, type, null, true, meaning));
    }

    private static <T> ConfigKey<T> optional(String name, ValueType<T> type, String meaning) {
        return add(new ConfigKey<>(name, type, null, false, meaning));
    }

    private static <T> ConfigKey<T> key(String name, ValueType<T> type, String fallback, String meaning) {
        return add(new ConfigKey<>(name, type, fallback, false, meaning));
    }

    private static Section section(String name, char separator, boolean ignoreCase, String accepted, String meaning) {
        return add(new Section(name, separator, ignoreCase, accepted, meaning));
    }

    private static <S extends Setting> S add(S setting) {
        SETTINGS.add(setting);
        return setting;
    }
}
