package dev.pollux.bench;

import static org.awaitility.Awaitility.await;

import dev.pollux.testkit.ChildProcess;
import dev.pollux.testkit.Http;
import dev.pollux.testkit.Ports;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;

/** The receiver of W4 in its process. */
record ReceiverProcess(ChildProcess process, int port) implements AutoCloseable {
    private static final Duration START_BOUND = Duration.ofSeconds(60);

    /** Returns when it answers. */
    static ReceiverProcess start(Ground ground) {
        int port = Ports.free();
        ChildProcess process = ground.launch(
                "w4-receiver",
                PostReceiver.class,
                List.of("-Xmx256m", "-XX:+UseSerialGC", "-Dio.netty.allocator.type=pooled"),
                List.of(Integer.toString(port)));
        try {
            await().atMost(START_BOUND)
                    .ignoreException(ConnectException.class)
                    .until(() -> Http.get(port, PostReceiver.REPORT).statusCode() == 200);
        } catch (RuntimeException e) {
            process.close();
            throw e;
        }
        return new ReceiverProcess(process, port);
    }

    String url(String path) {
        return "http://127.0.0.1:" + port + path;
    }

    /** Throws where it did not get exactly these records since the last call, each key in order. */
    void check(String name, int records) throws ConnectException {
        String said = Http.get(port, PostReceiver.REPORT).body();
        if (!said.equals(PostReceiver.report(records, null))) {
            throw new IllegalStateException(name + ": of " + records + " records the receiver says: " + said);
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
