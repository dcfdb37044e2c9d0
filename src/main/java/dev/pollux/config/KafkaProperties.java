package dev.pollux.config;

import dev.pollux.config.Values.Given;
import dev.pollux.kafka.MembershipSettings.Protocol;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/**
 * What the {@code kafka} section may not hold: properties that Pollux sets itself, values that the clients would refuse,
 * and what does not go together with Pollux's own keys.
 */
final class KafkaProperties {
    /** Why each is refused, and what to use instead. */
    private static final Map<String, String> OWNED = Map.ofEntries(
            Map.entry("group.id", "use group"),
            Map.entry("group.instance.id", "use membership.instance-id"),
            Map.entry("group.protocol", "use membership.protocol"),
            Map.entry("auto.offset.reset", "use start"),
            Map.entry("enable.auto.commit", "Pollux commits only what is finished; use commit.strategy"),
            Map.entry("auto.commit.interval.ms", "use commit.interval"),
            Map.entry("key.deserializer", "use handler.java.key-deserializer"),
            Map.entry("value.deserializer", "use handler.java.value-deserializer"),
            Map.entry("key.serializer", "dead letters carry the record's own bytes; leave it out"),
            Map.entry("value.serializer", "dead letters carry the record's own bytes; leave it out"),
            Map.entry("transactional.id", "delivery: exactly-once is not available in this version; leave it out"));

    /** In the group protocol of KIP-848 the brokers decide on these. */
    private static final Map<String, String> NOT_UNDER_CONSUMER = Map.of(
            "session.timeout.ms", "the brokers set it: group.consumer.session.timeout.ms",
            "heartbeat.interval.ms", "the brokers set it: group.consumer.heartbeat.interval.ms",
            "partition.assignment.strategy", "the brokers assign: use kafka.group.remote.assignor");

    private static final String BOOTSTRAP = "bootstrap.servers";
    private static final Pattern SERVERS = Pattern.compile("\\s*[^,\\s]+:\\d{1,5}\\s*(,\\s*[^,\\s]+:\\d{1,5}\\s*)*");
    private static final List<ConfigDef> DEFINITIONS =
            List.of(ConsumerConfig.configDef(), ProducerConfig.configDef(), AdminClientConfig.configDef());

    private final Values values;
    private final SortedMap<String, Given> properties;

    private KafkaProperties(Values values) {
        this.values = values;
        this.properties = values.section(Keys.KAFKA);
    }

    /** Reports them to the values' problems. */
    static void check(Values values) {
        var kafka = new KafkaProperties(values);
        kafka.bootstrap();
        kafka.properties.forEach(kafka::property);
        kafka.pollRecords();
        kafka.pollInterval();
    }

    private void bootstrap() {
        var key = Keys.KAFKA.prefix() + BOOTSTRAP;
        var entry = properties.get(BOOTSTRAP);
        var accepted = "accepted: host:port, several separated by commas";
        if (entry == null) {
            if (!values.isReported(key)) {
                values.problem(new Problem(key, null, null, "missing; " + accepted));
            }
        } else if (!SERVERS.matcher(entry.text()).matches()) {
            values.problem(entry, accepted);
        }
    }

    private void property(String name, Given entry) {
        var protocol = values.get(Keys.PROTOCOL);
        var owned = OWNED.get(name);
        if (owned != null) {
            values.problem(entry, "Pollux sets this property itself: " + owned);
        } else if (protocol == Protocol.CONSUMER && NOT_UNDER_CONSUMER.containsKey(name)) {
            values.problem(
                    entry,
                    "cannot be set with membership.protocol: consumer (KIP-848), where "
                            + NOT_UNDER_CONSUMER.get(name));
        } else if (protocol == Protocol.CLASSIC && name.equals("group.remote.assignor")) {
            values.problem(entry, "is for membership.protocol: consumer (KIP-848) only");
        } else if (name.equals("acks")
                && !entry.text().equals("all")
                && !entry.text().equals("-1")) {
            values.problem(entry, "accepted: all, for a dead letter replaces a record whose offset is then committed");
        } else if (!name.equals(BOOTSTRAP)) {
            type(name, entry);
        }
    }

    /** As the client itself would check it; what no client knows is left to plug-ins. */
    private void type(String name, Given entry) {
        for (ConfigDef definition : DEFINITIONS) {
            var key = definition.configKeys().get(name);
            // A config provider of Kafka's fills in the value later.
            if (key == null || entry.text().contains("${")) {
                continue;
            }
            try {
                var value = ConfigDef.parseType(name, entry.text(), key.type);
                if (key.validator != null) {
                    key.validator.ensureValid(name, value);
                }
            } catch (ConfigException e) {
                // Not Kafka's message: it quotes the value.
                values.problem(entry, "accepted: " + accepted(key));
                return;
            }
        }
    }

    private static String accepted(ConfigDef.ConfigKey key) {
        var type = switch (key.type) {
            case CLASS -> "the name of a class on the class path";
            case INT, LONG, SHORT -> "a whole number";
            case BOOLEAN -> "true or false";
            case LIST -> "a list";
            case DOUBLE -> "a number";
            case STRING, PASSWORD -> "a text";
        };
        return key.validator == null ? type : type + ", " + key.validator;
    }

    private void pollRecords() {
        var entry = properties.get("max.poll.records");
        var room = values.get(Keys.BUFFER_MAX_RECORDS);
        var records = number(entry);
        if (entry != null && room != null && records != null && records > room) {
            values.problem(entry, "accepted: at most buffer.max-records, which is " + room);
        }
    }

    private void pollInterval() {
        var revoke = values.get(Keys.REVOKE_TIMEOUT);
        var given = number(properties.get("max.poll.interval.ms"));
        var fallback = ConsumerConfig.configDef().defaultValues().get("max.poll.interval.ms");
        if (revoke == null || !(fallback instanceof Integer usual)) {
            return;
        }
        var interval = Duration.ofMillis(given == null ? usual : given);
        if (revoke.compareTo(interval) >= 0) {
            values.problem(
                    Keys.REVOKE_TIMEOUT,
                    "accepted: less than kafka.max.poll.interval.ms, which is " + interval.toMillis()
                            + " ms: the group would drop a member that waits longer");
        }
    }

    private static @Nullable Long number(@Nullable Given entry) {
        try {
            return entry == null ? null : Long.valueOf(entry.text().strip());
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
