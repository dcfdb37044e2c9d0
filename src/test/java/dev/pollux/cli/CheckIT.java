package dev.pollux.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollux.app.ExitCode;
import dev.pollux.testkit.BrokerProperties;
import dev.pollux.testkit.Cluster;
import dev.pollux.testkit.HttpReceiver;
import dev.pollux.testkit.Names;
import dev.pollux.testkit.Ports;
import dev.pollux.testkit.ProcessBroker;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code pollux check} on a broker that asks for a password and gives each user rights. */
class CheckIT {
    private static final ProcessBroker BROKER = broker();
    private static final Cluster CLUSTER = new Cluster(BROKER.internalServers());

    private final String topic = CLUSTER.newTopic("orders", 3);
    private final String group = Names.unique("group");
    private final Map<String, String> environment = new HashMap<>();

    @TempDir
    Path folder = Path.of("");

    private static ProcessBroker broker() {
        Map<String, String> properties = new HashMap<>(BrokerProperties.saslPlain("pollux", "right"));
        properties.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        // The broker itself and the test, on the listener without a password.
        properties.put("super.users", "User:ANONYMOUS");
        return ProcessBroker.start(properties);
    }

    @AfterAll
    static void close() {
        CLUSTER.close();
        BROKER.close();
    }

    @BeforeEach
    void letters() throws Exception {
        CLUSTER.createTopic(topic + ".dlt", 1);
        allow(ResourceType.TOPIC, topic, AclOperation.READ);
    }

    @Test
    void allIsWell() throws Exception {
        allow(ResourceType.TOPIC, topic + ".dlt", AclOperation.WRITE);
        allow(ResourceType.GROUP, group, AclOperation.READ);
        try (HttpReceiver receiver = new HttpReceiver("/", exchange -> {
            throw new AssertionError("nothing is sent");
        })) {
            assertThat(check(0, "handler.type=http", "handler.http.url=" + receiver.url("/orders?key=secret")))
                    .containsExactly(
                            "fine    brokers at " + BROKER.bootstrapServers() + ": 1 broker",
                            "fine    topic " + topic + ": 3 partitions, readable",
                            "fine    topic " + topic + ".dlt: 1 partition, writable",
                            "fine    group " + group + ": new",
                            "fine    handler.http.url: " + receiver.url("") + " can be reached; nothing was sent");
        }
    }

    @Test
    void allThatIsWrongIsSaidAtOnce() throws Exception {
        int nobody = Ports.free();
        String secret = CLUSTER.newTopic("secret", 1);
        allow(ResourceType.TOPIC, "nowhere", AclOperation.DESCRIBE);
        allow(ResourceType.TOPIC, "nowhere.dlt", AclOperation.DESCRIBE);
        assertThat(check(
                        1,
                        "topics=" + topic + ",nowhere," + secret,
                        "handler.type=http",
                        "handler.http.url=http://localhost:" + nobody))
                .satisfiesExactlyInAnyOrder(
                        line -> assertThat(line).startsWith("fine    brokers"),
                        line -> assertThat(line).isEqualTo("wrong   topic nowhere does not exist"),
                        line -> assertThat(line)
                                .startsWith("wrong   topic nowhere.dlt does not exist")
                                .contains("waited for"),
                        line -> assertThat(line).isEqualTo("fine    topic " + topic + ": 3 partitions, readable"),
                        line -> assertThat(line)
                                .startsWith("wrong   topic " + topic + ".dlt")
                                .contains("WRITE"),
                        line -> assertThat(line)
                                .startsWith("wrong   topic " + secret)
                                .contains("READ"),
                        line -> assertThat(line).startsWith("wrong   topic " + secret + ".dlt"),
                        line -> assertThat(line)
                                .startsWith("wrong   group " + group)
                                .contains("READ"),
                        line -> assertThat(line)
                                .startsWith("wrong   handler.http.url")
                                .contains("cannot be reached"));
    }

    @Test
    void aSessionShorterThanARestartAndRightsInKubernetesAreUnwise() throws Exception {
        allow(ResourceType.TOPIC, topic + ".dlt", AclOperation.WRITE);
        allow(ResourceType.GROUP, group, AclOperation.READ);
        environment.putAll(Map.of("POD_NAME", "orders-0", "KUBERNETES_SERVICE_HOST", "127.0.0.1"));
        assertThat(check(0, "kafka.session.timeout.ms=10000"))
                .anySatisfy(line -> assertThat(line).startsWith("unwise  the session time-out is 10.0 s"))
                .anySatisfy(line -> assertThat(line)
                        .startsWith("unwise  membership.on-shutdown")
                        .contains("not mounted"));
    }

    @Test
    void aPatternNamesWhatMatches() throws Exception {
        allow(ResourceType.GROUP, group, AclOperation.READ);
        assertThat(check(0, "topics=", "topic-pattern=" + topic, "on-exhausted=skip"))
                .contains("fine    topic " + topic + ": 3 partitions, readable")
                .noneMatch(line -> line.contains(".dlt"));
        assertThat(check(0, "topics=", "topic-pattern=none-.*"))
                .anyMatch(line -> line.startsWith("unwise  no topic that may be seen matches"));
    }

    @Test
    void wrongCredentialsAreRefusedAndTheDestinationIsLookedAtAllTheSame() throws Exception {
        assertThat(check(
                        1,
                        "kafka.sasl.jaas.config=" + jaas("wrong"),
                        "handler.type=java",
                        "handler.java.class=no.Such"))
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("wrong").contains("refuse the credentials"),
                        line -> assertThat(line).startsWith("wrong").contains("no.Such"));
    }

    @Test
    void nobodyAnswers() throws Exception {
        assertThat(check(1, "kafka.bootstrap.servers=127.0.0.1:" + Ports.free()))
                .anyMatch(line -> line.startsWith("wrong") && line.contains("cannot be reached"));
        assertThat(check(1, "kafka.bootstrap.servers=nowhere.invalid:9092"))
                .anyMatch(line -> line.startsWith("wrong") && line.contains("can be resolved"));
    }

    @Test
    void aWrongConfigurationIsTwo() throws Exception {
        assertThat(check(2, "grup=x")).isEmpty();
        assertThat(check(2, "kafka.fetch.min.bytes=many")).isEmpty();
    }

    private static void allow(ResourceType type, String name, AclOperation operation) throws Exception {
        var to = new AccessControlEntry("User:pollux", "*", operation, AclPermissionType.ALLOW);
        CLUSTER.admin()
                .createAcls(List.of(new AclBinding(new ResourcePattern(type, name, PatternType.LITERAL), to)))
                .all()
                .get();
    }

    private static String jaas(String password) {
        return "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"pollux\" password=\""
                + password + "\";";
    }

    /** What it prints, after it ended as expected. */
    private List<String> check(int exitCode, String... sets) throws Exception {
        Path file = Files.writeString(
                folder.resolve("pollux.yaml"), """
                kafka:
                  bootstrap.servers: %s
                  security.protocol: SASL_PLAINTEXT
                  sasl.mechanism: PLAIN
                  sasl.jaas.config: '%s'
                group: %s
                topics: [%s]
                handler: {type: discard}
                """.formatted(BROKER.bootstrapServers(), jaas("right"), group, topic));
        List<String> arguments = new ArrayList<>(List.of("check", "--config", file.toString()));
        for (String set : sets) {
            arguments.addAll(List.of("--set", set));
        }
        StringWriter out = new StringWriter();
        var commands = Main.commandLine(environment, (config, version) -> ExitCode.FAILED);
        commands.setOut(new PrintWriter(out, true));
        assertThat(commands.execute(arguments.toArray(String[]::new)))
                .as(out.toString())
                .isEqualTo(exitCode);
        return out.toString().lines().toList();
    }
}
