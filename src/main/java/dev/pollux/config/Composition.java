package dev.pollux.config;

import dev.pollux.admin.ServerSettings;
import dev.pollux.engine.BufferSettings;
import dev.pollux.engine.CircuitSettings;
import dev.pollux.engine.CommitSettings;
import dev.pollux.engine.EngineSettings;
import dev.pollux.engine.RetrySettings;
import dev.pollux.handler.HandlerSettings;
import dev.pollux.handler.HttpSettings;
import dev.pollux.handler.JavaSettings;
import dev.pollux.kafka.KafkaSettings;
import dev.pollux.kafka.MembershipSettings;
import dev.pollux.kafka.Subscription;
import dev.pollux.scaling.ScalingSettings;
import java.util.Map;
import java.util.TreeMap;

/** Makes the parts' settings of values that were checked. */
final class Composition {
    private Composition() {}

    static PolluxConfig compose(Values values) {
        return new PolluxConfig(
                engine(values),
                kafka(values),
                handler(values),
                new ScalingSettings(values.require(Keys.DRAIN_TARGET)),
                new ServerSettings(values.require(Keys.PORT), values.get(Keys.ADMIN_TOKEN)),
                values.require(Keys.DRAIN_TIMEOUT));
    }

    private static EngineSettings engine(Values values) {
        return new EngineSettings(
                values.require(Keys.ORDERING),
                values.require(Keys.DELIVERY),
                values.require(Keys.CONCURRENCY),
                new RetrySettings(
                        values.require(Keys.MAX_ATTEMPTS),
                        values.require(Keys.BACKOFF),
                        values.require(Keys.BACKOFF_FACTOR),
                        values.require(Keys.MAX_BACKOFF),
                        values.require(Keys.JITTER)),
                values.require(Keys.ON_EXHAUSTED),
                new CommitSettings(
                        values.require(Keys.COMMIT_STRATEGY),
                        values.require(Keys.COMMIT_INTERVAL),
                        values.require(Keys.COMMIT_MAX_RECORDS),
                        values.require(Keys.COMMIT_REFRESH),
                        values.require(Keys.COMMIT_METADATA)),
                new CircuitSettings(values.require(Keys.CIRCUIT_FAILURES), values.require(Keys.PROBE_INTERVAL)),
                new BufferSettings(values.require(Keys.BUFFER_MAX_RECORDS), values.require(Keys.BUFFER_MAX_BYTES)));
    }

    private static KafkaSettings kafka(Values values) {
        return new KafkaSettings(
                client(values),
                values.require(Keys.GROUP),
                subscription(values),
                values.require(Keys.START),
                new MembershipSettings(
                        values.require(Keys.PROTOCOL),
                        values.require(Keys.INSTANCE_ID),
                        values.require(Keys.ON_SHUTDOWN),
                        values.require(Keys.REVOKE_TIMEOUT)),
                values.require(Keys.DEAD_LETTER_TOPIC),
                values.require(Keys.FAIL_FAST));
    }

    /** Records come from the replica in the pod's own zone (KIP-392), where the chart found the zone's name. */
    private static Map<String, String> client(Values values) {
        Map<String, String> client = new TreeMap<>(values.texts(Keys.KAFKA));
        String zone = values.resolved("${POD_ZONE:}");
        if (!zone.isEmpty()) {
            client.putIfAbsent("client.rack", zone);
        }
        return Map.copyOf(client);
    }

    private static Subscription subscription(Values values) {
        var topics = values.get(Keys.TOPICS);
        return topics != null
                ? new Subscription.Topics(topics)
                : new Subscription.Matching(DeadLetterTopic.excludedFrom(
                        values.require(Keys.TOPIC_PATTERN), values.require(Keys.DEAD_LETTER_TOPIC)));
    }

    private static HandlerSettings handler(Values values) {
        var type = values.require(Keys.HANDLER_TYPE);
        return new HandlerSettings(
                type,
                values.require(Keys.HANDLER_TIMEOUT),
                type == HandlerSettings.Type.HTTP ? http(values) : null,
                type == HandlerSettings.Type.JAVA ? java(values) : null);
    }

    private static HttpSettings http(Values values) {
        return new HttpSettings(
                values.require(Keys.URL),
                values.texts(Keys.HEADERS),
                values.get(Keys.BEARER_TOKEN_FILE),
                values.require(Keys.HTTP_BATCH_MAX_RECORDS));
    }

    private static JavaSettings java(Values values) {
        return new JavaSettings(
                values.require(Keys.JAVA_CLASS),
                values.get(Keys.PLUGINS),
                values.require(Keys.KEY_DESERIALIZER),
                values.require(Keys.VALUE_DESERIALIZER),
                values.texts(Keys.DESERIALIZER),
                values.require(Keys.JAVA_BATCH_MAX_RECORDS));
    }
}
