package dev.pollux.kafka;

import dev.pollux.kafka.MembershipSettings.OnShutdown;
import dev.pollux.kafka.MembershipSettings.Protocol;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.DescribeConfigsOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.config.ConfigResource;

/**
 * Compares Pollux's settings with the brokers', as far as these may be seen: to look is a right that a worker has no need
 * of. For one thread; blocks.
 */
final class LimitsCheck {
    private static final int ANSWER_MILLIS = (int) Duration.ofSeconds(5).toMillis();

    /** A pod that is replaced is away for some seconds, for half a minute where its image is pulled anew. */
    private static final Duration RESTART = Duration.ofSeconds(30);

    private final Admin admin;
    private final KafkaSettings settings;
    private final ClientProperties properties;
    private final ClusterCheck.Findings findings;

    LimitsCheck(Admin admin, KafkaSettings settings, ClientProperties properties, ClusterCheck.Findings findings) {
        this.admin = admin;
        this.settings = settings;
        this.properties = properties;
        this.findings = findings;
    }

    /**
     * @param metadataChars {@code commit.metadata-max-chars}
     */
    void run(int metadataChars) throws InterruptedException {
        OptionalLong room = ofBroker("offset.metadata.max.bytes");
        if (room.isPresent() && room.getAsLong() < metadataChars) {
            findings.wrong("commit.metadata-max-chars is " + metadataChars + ", and the brokers take "
                    + room.getAsLong() + " (offset.metadata.max.bytes)");
        }
        MembershipSettings membership = settings.membership();
        boolean mayRemain = !membership.instanceId().isEmpty() && membership.onShutdown() != OnShutdown.LEAVE;
        OptionalLong session = mayRemain ? session() : OptionalLong.empty();
        if (session.isPresent() && session.getAsLong() < RESTART.toMillis()) {
            findings.unwise("the session time-out is " + session.getAsLong() / 1000.0
                    + " s: a restart that takes longer moves the partitions all the same");
        }
    }

    private OptionalLong session() throws InterruptedException {
        return settings.membership().protocol() == Protocol.CLASSIC
                ? OptionalLong.of(properties.number(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG))
                : setting(
                        new ConfigResource(ConfigResource.Type.GROUP, settings.group()), "consumer.session.timeout.ms");
    }

    private OptionalLong ofBroker(String name) throws InterruptedException {
        return Answer.of(admin.describeCluster().controller()) instanceof Answer.Given(var broker)
                ? setting(new ConfigResource(ConfigResource.Type.BROKER, broker.idString()), name)
                : OptionalLong.empty();
    }

    private OptionalLong setting(ConfigResource resource, String name) throws InterruptedException {
        var asked = admin.describeConfigs(List.of(resource), new DescribeConfigsOptions().timeoutMs(ANSWER_MILLIS));
        if (!(Answer.of(asked.all()) instanceof Answer.Given(var configs))) {
            return OptionalLong.empty();
        }
        Config config = configs.get(resource);
        ConfigEntry entry = config == null ? null : config.get(name);
        return entry == null || entry.value() == null
                ? OptionalLong.empty()
                : OptionalLong.of(Long.parseLong(entry.value()));
    }
}
