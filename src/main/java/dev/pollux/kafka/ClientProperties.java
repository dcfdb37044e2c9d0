package dev.pollux.kafka;

import dev.pollux.engine.BufferSettings;
import dev.pollux.engine.PollSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The properties of the three clients: first what pays (measured), then what the user says, then what Pollux needs to be
 * right about offsets, which nobody overrides.
 */
public final class ClientProperties {
    /** Beyond this a poll gains nothing; a smaller buffer gets a fifth of itself. */
    private static final int POLL_RECORDS = 2000;

    /** Fetches smaller than what a partition sends at once gain nothing. */
    private static final long LEAST_FETCH = ConsumerConfig.DEFAULT_MAX_PARTITION_FETCH_BYTES;

    /** The client's own default, which it does not publish. */
    private static final long DEFAULT_MAX_POLL_INTERVAL_MILLIS = 300_000;

    private static final long DEFAULT_SESSION_TIMEOUT_MILLIS = 45_000;
    private static final long DEFAULT_METADATA_MAX_AGE_MILLIS = 300_000;

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
        String asked = settings.client().get(ConsumerConfig.MAX_POLL_RECORDS_CONFIG);
        return asked != null ? Integer.parseInt(asked) : Math.clamp(buffer.maxRecords() / 5, 1, POLL_RECORDS);
    }

    /** What the engine has to know of polling. */
    public PollSettings polls() {
        long longest = Math.min(maxPollIntervalMillis(), sessionTimeoutMillis());
        return new PollSettings(maxPollRecords(), fetchMaxBytes(), Duration.ofMillis(longest));
    }

    /** What one broker sends at once, but for a single larger batch. */
    private int fetchMaxBytes() {
        String asked = settings.client().get(ConsumerConfig.FETCH_MAX_BYTES_CONFIG);
        return asked != null
                ? Integer.parseInt(asked)
                : (int) Math.clamp(buffer.maxBytes() / 4, LEAST_FETCH, (long) ConsumerConfig.DEFAULT_FETCH_MAX_BYTES);
    }

    /** After this long without a poll, in milliseconds, the group takes the partitions away. */
    long maxPollIntervalMillis() {
        String asked = settings.client().get(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG);
        return asked != null ? Long.parseLong(asked) : DEFAULT_MAX_POLL_INTERVAL_MILLIS;
    }

    /** After this long without a heartbeat as well; under KIP-848 the brokers' own figure, of which their default is taken. */
    private long sessionTimeoutMillis() {
        String asked = settings.client().get(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG);
        return asked != null ? Long.parseLong(asked) : DEFAULT_SESSION_TIMEOUT_MILLIS;
    }

    /** How old, in milliseconds, the clients let get what they know of topics. */
    long metadataMaxAgeMillis() {
        String asked = settings.client().get(ConsumerConfig.METADATA_MAX_AGE_CONFIG);
        return asked != null ? Long.parseLong(asked) : DEFAULT_METADATA_MAX_AGE_MILLIS;
    }

    /**
     * Checks names and values without making a client.
     *
     * @throws org.apache.kafka.common.config.ConfigException names the property, the value and what is accepted
     */
    public void check() {
        var _ = new ConsumerConfig(consumer());
    }

    /** The consumer's. */
    public Map<String, Object> consumer() {
        Map<String, Object> properties = new HashMap<>();
        // 64 KiB, the client's default, caps the socket: a tenth to a fifth of the speed.
        properties.put(ConsumerConfig.RECEIVE_BUFFER_CONFIG, -1);
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, maxPollRecords());
        // By default a broker may send 50 MiB at once, which would not fit into the buffer.
        properties.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, fetchMaxBytes());
        properties.put(ConsumerConfig.CLIENT_ID_CONFIG, "pollux");
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
            }
            case CONSUMER -> properties.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "consumer");
        }
        return properties;
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
