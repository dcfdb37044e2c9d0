package dev.pollux.app;

import dev.pollux.admin.ServerSettings;
import dev.pollux.config.PolluxConfig;
import dev.pollux.engine.BufferSettings;
import dev.pollux.engine.CircuitSettings;
import dev.pollux.engine.CommitSettings;
import dev.pollux.engine.DeliveryGuarantee;
import dev.pollux.engine.EngineSettings;
import dev.pollux.engine.OnExhausted;
import dev.pollux.engine.Ordering;
import dev.pollux.engine.RetrySettings;
import dev.pollux.handler.HandlerSettings;
import dev.pollux.kafka.KafkaSettings;
import dev.pollux.kafka.MembershipSettings;
import dev.pollux.kafka.StartPosition;
import dev.pollux.kafka.Subscription;
import dev.pollux.kafka.Successor;
import dev.pollux.scaling.ScalingSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A configuration for tests of a worker in this process: the defaults, and a setter for what a test is about. */
final class Configured {
    final Map<String, String> client = new HashMap<>();
    final String group;
    final String topic;
    Subscription subscription;
    Ordering ordering = Ordering.KEY;
    DeliveryGuarantee delivery = DeliveryGuarantee.AT_LEAST_ONCE;
    int concurrency = 64;
    int maxAttempts = 3;
    OnExhausted onExhausted = OnExhausted.DEAD_LETTER;
    CommitSettings.Strategy strategy = CommitSettings.Strategy.ASYNC;
    Duration commitInterval = Duration.ofMillis(200);
    int commitRecords = 10_000;
    Duration refreshInterval = Duration.ofHours(1);
    int metadataChars = 4096;
    BufferSettings buffer = new BufferSettings(10_000, 64 << 20);
    StartPosition start = new StartPosition.Earliest();
    MembershipSettings.Protocol protocol = MembershipSettings.Protocol.CLASSIC;
    String instanceId = "";
    MembershipSettings.OnShutdown onShutdown = MembershipSettings.OnShutdown.AUTO;
    Successor successor = Successor.NONE;
    Duration revokeTimeout = Duration.ofSeconds(10);
    Duration timeout = Duration.ofSeconds(30);
    Duration drainTimeout = Duration.ofSeconds(25);

    Configured(String servers, String group, String topic) {
        client.put("bootstrap.servers", servers);
        this.group = group;
        this.topic = topic;
        subscription = new Subscription.Topics(List.of(topic));
    }

    PolluxConfig config() {
        var retry = new RetrySettings(maxAttempts, Duration.ofMillis(20), 2, Duration.ofSeconds(1), 0.2);
        var commit = new CommitSettings(strategy, commitInterval, commitRecords, refreshInterval, metadataChars);
        var circuit = new CircuitSettings(5, Duration.ofSeconds(1));
        var membership = new MembershipSettings(protocol, instanceId, onShutdown, revokeTimeout);
        return new PolluxConfig(
                new EngineSettings(ordering, delivery, concurrency, retry, onExhausted, commit, circuit, buffer),
                new KafkaSettings(Map.copyOf(client), group, subscription, start, membership, "{topic}.dlt", false),
                new HandlerSettings(HandlerSettings.Type.DISCARD, timeout, null, null),
                new ScalingSettings(Duration.ofMinutes(3)),
                new ServerSettings(0, null),
                drainTimeout);
    }
}
