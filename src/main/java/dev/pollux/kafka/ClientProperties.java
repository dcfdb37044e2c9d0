package dev.pollux.kafka;

import dev.pollux.engine.BufferSettings;
import dev.pollux.engine.PollSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The properties of the three clients: first what pays (measured), then what the user says, then what Pollux needs to be
 * right about offsets, which nobody overrides.
 */
public final class ClientProperties {
    /** Beyond this a poll gains nothing; a smaller buffer gets a fifth of itself. */
    private static final int POLL_RECORDS = 2000;

    /**
     * Members hear of a rebalance by the answer to a heartbeat, and where partitions move from one to another there are two
     * rebalances (KIP-429). With the client's default of 3 s those partitions would stand still for most of 6 s;
     * with this, measured on two busy cores, for 0.8 s, where with twice as much it is 1.0.
     */
    private static final long HEARTBEAT_MILLIS = 250;

    /** Fetches smaller than what a partition sends at once gain nothing. */
    private static final long LEAST_FETCH = ConsumerConfig.DEFAULT_MAX_PARTITION_FETCH_BYTES;

    private static final Map<String, ConfigDef.ConfigKey> DEFINITIONS =
            ConsumerConfig.configDef().configKeys();

    private final KafkaSettings settings;
    private final BufferSettings buffer;

    /**
     * @param buffer what the client's own buffers are to be in proportion to
     */
    public ClientProperties(KafkaSettings settings, BufferSettings buffer) {
        this.settings = settings;
        this.buffer = buffer;
    }

    /** The most records that one poll returns. */
    public int maxPollRecords() {
        return Math.toIntExact(number(ConsumerConfig.MAX_POLL_RECORDS_CONFIG));
    }

    /** What the engine has to know of polling. */
    public PollSettings polls() {
        // Under KIP-848 the session time-out is the brokers' own figure, of which their default is taken.
        long longest = Math.min(maxPollIntervalMillis(), number(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG));
        return new PollSettings(
                maxPollRecords(), number(ConsumerConfig.FETCH_MAX_BYTES_CONFIG), Duration.ofMillis(longest));
    }

    /** After this long without a poll, in milliseconds, the group takes the partitions away. */
    long maxPollIntervalMillis() {
        return number(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG);
    }

    /** How old, in milliseconds, the clients let get what they know of topics. */
    long metadataMaxAgeMillis() {
        return number(ConsumerConfig.METADATA_MAX_AGE_CONFIG);
    }

    /** How far the consumer reads: whether records of open transactions are behind the end. */
    IsolationLevel isolation() {
        String configured = settings.client().getOrDefault(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "");
        return configured.toUpperCase(Locale.ROOT).equals(IsolationLevel.READ_COMMITTED.name())
                ? IsolationLevel.READ_COMMITTED
                : IsolationLevel.READ_UNCOMMITTED;
    }

    /** A property of the consumer that is a whole number: what the user says, else what pays, else the client's default. */
    long number(String name) {
        ConfigDef.ConfigKey key = Objects.requireNonNull(DEFINITIONS.get(name), name);
        Object value = settings.client().get(name);
        if (value == null) {
            value = preferred().getOrDefault(name, key.defaultValue);
        }
        try {
            Object number = ConfigDef.parseType(name, value, key.type);
            if (key.validator != null) {
                key.validator.ensureValid(name, number);
            }
            return ((Number) number).longValue();
        } catch (ConfigException e) {
            String range = key.validator == null ? "" : " in " + key.validator;
            throw new IllegalArgumentException(
                    "kafka." + name + ": found '" + value + "'; accepted: a whole number" + range, e);
        }
    }

    /** What pays. */
    private Map<String, Object> preferred() {
        return Map.of(
                // 64 KiB, the client's default, caps the socket: a tenth to a fifth of the speed.
                ConsumerConfig.RECEIVE_BUFFER_CONFIG,
                -1,
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                Math.clamp(buffer.maxRecords() / 5, 1, POLL_RECORDS),
                // By default a broker may send 50 MiB at once, which would not fit into the buffer.
                ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
                (int) Math.clamp(buffer.maxBytes() / 4, LEAST_FETCH, (long) ConsumerConfig.DEFAULT_FETCH_MAX_BYTES),
                ConsumerConfig.CLIENT_ID_CONFIG,
                "pollux",
                // The default would be MBeans: a kilobyte of names for each partition, of what /metrics tells anyway.
                CommonClientConfigs.METRIC_REPORTER_CLASSES_CONFIG,
                "");
    }

    /**
     * Checks names and values without making a client.
     *
     * @throws ConfigException names the property, the value and what is accepted
     * @throws IllegalArgumentException does as well, for those that Pollux itself needs
     */
    public void check() {
        var _ = polls();
        var _ = metadataMaxAgeMillis();
        var _ = new ConsumerConfig(consumer());
    }

    /** The consumer's. */
    public Map<String, Object> consumer() {
        Map<String, Object> properties = new HashMap<>(preferred());
        properties.putAll(settings.client());
        // Decoding is the workers' business: here it would stop at the first record that cannot be decoded.
        properties.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        properties.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, settings.group());
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, settings.start().autoOffsetReset());
        if (!settings.membership().instanceId().isEmpty()) {
            properties.put(
                    ConsumerConfig.GROUP_INSTANCE_ID_CONFIG,
                    settings.membership().instanceId());
        }
        switch (settings.membership().protocol()) {
            case CLASSIC -> {
                properties.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic");
                properties.putIfAbsent(
                        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
                properties.putIfAbsent(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, heartbeatMillis());
            }
            case CONSUMER -> properties.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "consumer");
        }
        return properties;
    }

    /** At most a third of a session, as the client's documentation has it: two heartbeats may get lost. */
    private int heartbeatMillis() {
        return (int) Math.min(HEARTBEAT_MILLIS, number(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG) / 3);
    }

    Map<String, Object> producer() {
        Map<String, Object> properties = known(ProducerConfig.configNames());
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        return properties;
    }

    Map<String, Object> admin() {
        return known(AdminClientConfig.configNames());
    }

    /** The user's properties without those of another client; those of none (a plug-in's own) go to all. */
    private Map<String, Object> known(Set<String> names) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("client.id", "pollux");
        settings.client().forEach((name, value) -> {
            if (names.contains(name) || !ConsumerConfig.configNames().contains(name)) {
                properties.put(name, value);
            }
        });
        return properties;
    }
}
