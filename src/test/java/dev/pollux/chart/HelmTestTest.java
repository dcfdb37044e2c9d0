package dev.pollux.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import dev.pollux.testkit.HttpReceiver;
import dev.pollux.testkit.Ports;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code helm test} finds; {@link PrometheusIT} has it ask a real worker. */
class HelmTestTest {
    private static final String METRICS = "pollux_build_info{version=\"1\"} 1\n";
    private static final int NEVER = Integer.MAX_VALUE;

    @TempDir
    Path folder;

    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void waitsForAWorkerThatIsNotYetReady() {
        HelmTest.Said said = ask(2, METRICS, 30);

        assertThat(said.exitCode()).as(said.text()).hasValue(0);
        assertThat(said.text()).isEqualTo("ready\nscraped\n");
        assertThat(asked).hasValue(2);
    }

    @Test
    void failsWhereNobodyListens() {
        HelmTest.Said said = HelmTest.run(folder, Ports.free(), 0);

        assertThat(said.exitCode()).hasValue(1);
        assertThat(said.text()).startsWith("not ready: ");
    }

    @Test
    void failsWhereNoneIsReadyAndSaysWhatItHeard() {
        HelmTest.Said said = ask(NEVER, METRICS, 1);

        assertThat(said.exitCode()).hasValue(1);
        assertThat(said.text()).startsWith("not ready: HTTP/1.1 503");
    }

    @Test
    void failsWithoutMetrics() {
        HelmTest.Said said = ask(1, "other 1\n", 0);

        assertThat(said.exitCode()).hasValue(1);
        assertThat(said.text()).startsWith("ready\nno metrics: HTTP/1.1 200");
    }

    /** Asks one that is ready when it is asked for the n-th time. */
    private HelmTest.Said ask(int readyAt, String metrics, int patience) {
        try (HttpReceiver worker = new HttpReceiver("/", exchange -> answer(exchange, readyAt, metrics))) {
            return HelmTest.run(folder, URI.create(worker.url("/")).getPort(), patience);
        }
    }

    private void answer(HttpExchange exchange, int readyAt, String metrics) throws IOException {
        if (exchange.getRequestURI().getPath().equals("/metrics")) {
            byte[] body = metrics.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        } else {
            HttpReceiver.answer(exchange, asked.incrementAndGet() < readyAt ? 503 : 200);
        }
    }
}
