package dev.pollux.image;

import dev.pollux.testkit.BrokerProperties;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** TLS and a password between worker and broker, as most clusters want it, so that the cache holds their classes too. */
final class Security {
    private static final String USER = "worker";
    private static final String PASSWORD = "changeit";

    private final Path keys;
    private final Path certificate;

    private Security(Path folder) {
        this.keys = folder.resolve("broker.p12");
        this.certificate = folder.resolve("broker.pem");
    }

    /** Makes the broker's key and its certificate in this folder. */
    static Security in(Path folder) {
        Security security = new Security(folder);
        security.keytool("-genkeypair -keyalg EC -dname CN=broker -ext SAN=ip:127.0.0.1 -validity 2");
        security.keytool("-exportcert -rfc -file " + security.certificate);
        return security;
    }

    /** For the listener of the clients. */
    Map<String, String> brokerProperties() {
        Map<String, String> properties = new TreeMap<>(BrokerProperties.saslPlain(USER, PASSWORD));
        properties.computeIfPresent(
                "listener.security.protocol.map", (_, map) -> map.replace("SASL_PLAINTEXT", "SASL_SSL"));
        properties.put("listener.name.clients.ssl.keystore.location", keys.toString());
        properties.put("listener.name.clients.ssl.keystore.type", "PKCS12");
        properties.put("listener.name.clients.ssl.keystore.password", PASSWORD);
        return properties;
    }

    /** The lines of the worker's {@code kafka} section. */
    String workerProperties(String servers) {
        return """
                  bootstrap.servers: %s
                  security.protocol: SASL_SSL
                  ssl.truststore.type: PEM
                  ssl.truststore.location: %s
                  sasl.mechanism: PLAIN
                  sasl.jaas.config: >-
                    org.apache.kafka.common.security.plain.PlainLoginModule required username="%s" password="%s";
                """.formatted(servers, certificate, USER, PASSWORD).indent(2).stripTrailing();
    }

    private void keytool(String arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments.split(" ", -1)));
        command.addAll(List.of("-alias", "broker", "-storetype", "PKCS12"));
        command.addAll(List.of("-keystore", keys.toString(), "-storepass", PASSWORD));
        File log = keys.resolveSibling("keytool.log").toFile();
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log)
                    .start();
            if (process.waitFor() != 0) {
                throw new IllegalStateException("keytool " + arguments + " ended with " + process.exitValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
