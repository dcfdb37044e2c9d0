package dev.pollux.testkit;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The broker's settings that suit tests. */
public final class BrokerProperties {
    private BrokerProperties() {}

    /**
     * Makes the clients' listener ask for a user name and password (SASL/PLAIN), and knows one user. Only a
     * {@link ProcessBroker} takes it.
     */
    public static Map<String, String> saslPlain(String user, String password) {
        return Map.of(
                "listener.security.protocol.map", "CLIENTS:SASL_PLAINTEXT,INTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT",
                "sasl.enabled.mechanisms", "PLAIN",
                "listener.name.clients.plain.sasl.jaas.config",
                        "org.apache.kafka.common.security.plain.PlainLoginModule required user_%s=\"%s\";"
                                .formatted(user, password));
    }

    /** Short waits, one replica of everything, few partitions for the internal topics. */
    static Map<String, String> small() {
        return Map.ofEntries(
                Map.entry("offsets.topic.replication.factor", "1"),
                Map.entry("offsets.topic.num.partitions", "1"),
                Map.entry("transaction.state.log.replication.factor", "1"),
                Map.entry("transaction.state.log.min.isr", "1"),
                Map.entry("transaction.state.log.num.partitions", "1"),
                Map.entry("share.coordinator.state.topic.replication.factor", "1"),
                Map.entry("share.coordinator.state.topic.min.isr", "1"),
                Map.entry("share.coordinator.state.topic.num.partitions", "1"),
                Map.entry("group.initial.rebalance.delay.ms", "0"),
                Map.entry("group.min.session.timeout.ms", "1000"),
                Map.entry("group.consumer.min.session.timeout.ms", "1000"),
                Map.entry("group.consumer.max.session.timeout.ms", "1800000"),
                Map.entry("group.consumer.min.heartbeat.interval.ms", "200"),
                // A killed broker may not register again before its former session is over: 9 s by default.
                Map.entry("broker.session.timeout.ms", "2000"),
                Map.entry("broker.heartbeat.interval.ms", "400"),
                Map.entry("auto.create.topics.enable", "false"));
    }

    /** The text of {@code server.properties}; what {@code extra} says goes first. */
    static String of(BrokerAddresses addresses, Path data, Map<String, String> extra) {
        Map<String, String> all = new TreeMap<>(small());
        all.put("process.roles", "broker,controller");
        all.put("node.id", "1");
        all.put("controller.quorum.voters", "1@" + addresses.controller());
        all.put("controller.listener.names", "CONTROLLER");
        all.put("inter.broker.listener.name", "INTERNAL");
        all.put("listener.security.protocol.map", "CLIENTS:PLAINTEXT,INTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT");
        String serving = "CLIENTS://" + addresses.clients() + ",INTERNAL://" + addresses.internal();
        all.put("listeners", serving + ",CONTROLLER://" + addresses.controller());
        all.put("advertised.listeners", serving);
        all.put("log.dirs", data.toString());
        all.putAll(extra);
        return all.entrySet().stream()
                .map(entry -> entry.getKey() + '=' + entry.getValue() + '\n')
                .collect(Collectors.joining());
    }
}
