package dev.pollux.app;

import static org.awaitility.Awaitility.await;

import dev.pollux.testkit.Broker;
import dev.pollux.testkit.Cluster;
import dev.pollux.testkit.Http;
import dev.pollux.testkit.Names;
import dev.pollux.testkit.Ports;
import dev.pollux.testkit.SharedBroker;
import dev.pollux.testkit.WorkerLaunch;
import java.net.ConnectException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** What tests of a worker in a process of its own have in common. */
abstract class ProcessTest {
    static final Duration BOUND = Duration.ofSeconds(60);

    @TempDir
    Path folder = Path.of("");

    final Broker broker = SharedBroker.get();
    final Cluster cluster = Cluster.of(broker);
    final String group = Names.unique("group");
    final int port = Ports.free();

    @AfterEach
    void closeCluster() {
        cluster.close();
    }

    /** A worker for this topic with this handler section. */
    WorkerLaunch launch(String servers, String topic, String handler) {
        return WorkerLaunch.of(folder, """
                kafka:
                  bootstrap.servers: %s
                group: %s
                topics: [%s]
                server:
                  port: %d
                retry:
                  backoff: PT0.05S
                handler:
                %s
                """.formatted(servers, group, topic, port, handler.indent(2)));
    }

    WorkerLaunch launch(String topic, String handler) {
        return launch(broker.bootstrapServers(), topic, handler);
    }

    /** Waits until the path answers with this status and a body that contains the text. */
    void awaitAnswer(String path, int status, String text) {
        await().atMost(BOUND).ignoreException(ConnectException.class).until(() -> {
            var answer = Http.get(port, path);
            return answer.statusCode() == status && answer.body().contains(text);
        });
    }

    /** What the worker says of a metric, with its labels; 0 where it has none of this name, as before the first record. */
    double metric(String name) throws ConnectException {
        return Http.get(port, "/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(name + ' '))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .sum();
    }
}
