package dev.pollux.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pollux.testkit.HttpReceiver;
import dev.pollux.testkit.Ports;
import dev.pollux.testkit.Records;
import dev.pollux.testkit.WorkerProcess;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** Records of 1 MB and a destination that is down: the heap holds the buffer and the client's own, and no more. */
class BufferBytesIT extends ProcessTest {
    private static final int RECORDS = 300;
    private static final long BUFFER = 64L << 20;

    @Test
    void theHeapStaysWithinTheFormula() throws ConnectException {
        String topic = cluster.newTopic("large", 12);
        produce(topic);
        int receiverPort = Ports.free();
        // README: 64 MiB of buffer, twice 16 MiB for one broker's fetches, and 48 MiB for everything else.
        try (WorkerProcess worker = launch(
                        topic, "type: http\nhttp:\n  url: http://127.0.0.1:%d/".formatted(receiverPort))
                .jvm("-Xmx144m")
                .jvm("-XX:+ExitOnOutOfMemoryError")
                .start()) {
            awaitAnswer("/metrics", 200, "pollux_circuit_open 1.0");
            await().atMost(BOUND).until(() -> metric("pollux_buffered_bytes") > BUFFER / 2);
            double most = 0;
            for (int i = 0; i < 40; i++) {
                most = Math.max(most, metric("pollux_buffered_bytes"));
                worker.waitFor(Duration.ofMillis(100));
            }
            System.out.printf("buffered at most %.1f MiB of %d%n", most / (1 << 20), BUFFER >> 20);
            assertThat(most).isLessThanOrEqualTo(BUFFER);
            assertThat(worker.alive()).as(worker.tail()).isTrue();
            try (HttpReceiver _ = new HttpReceiver(receiverPort, "/", exchange -> HttpReceiver.answer(exchange, 200))) {
                await().atMost(BOUND).until(() -> cluster.lag(group, topic) == 0);
                assertThat(metric("pollux_buffered_bytes")).isZero();
                assertThat(metric("pollux_records_total{outcome=\"accepted\",topic=\"" + topic + "\"}"))
                        .isEqualTo(RECORDS);
            }
        }
    }

    private void produce(String topic) {
        List<ProducerRecord<byte[], byte[]>> some = new ArrayList<>();
        for (int i = 0; i < RECORDS; i++) {
            some.add(new ProducerRecord<>(topic, ("k" + i).getBytes(StandardCharsets.UTF_8), new byte[1_000_000]));
            if (some.size() == 20) {
                Records.send(cluster, some);
                some.clear();
            }
        }
    }
}
