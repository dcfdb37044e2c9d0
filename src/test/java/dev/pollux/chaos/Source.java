package dev.pollux.chaos;

import dev.pollux.testkit.Records;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Writes messages at a steady rate from a thread of its own, also over restarts of the broker. Thread-safe. */
final class Source implements AutoCloseable {
    static final int PER_SECOND = 300;

    private static final long SECOND = 1_000_000_000;

    private final String topic;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Thread thread = new Thread(this::run, "source");
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private volatile boolean stopped;

    Source(String servers, String topic) {
        this.topic = topic;
        this.producer = Records.producer(servers);
        thread.start();
    }

    /** Messages that the broker acknowledged. */
    long acknowledged() {
        return acknowledged.get();
    }

    /** The first error, after which not all messages are in the topic; null while there was none. */
    @Nullable
    Exception failure() {
        return failure.get();
    }

    /** Ends the stream and waits until the broker has acknowledged all of it. */
    void finish() throws InterruptedException {
        stopped = true;
        thread.join();
    }

    @Override
    public void close() {
        stopped = true;
        producer.close(Duration.ofSeconds(2));
    }

    private void run() {
        long[] sequences = new long[Message.KEYS];
        long begin = System.nanoTime();
        try {
            for (long number = 0; !stopped; number++) {
                awaitTurn(begin + number * (SECOND / PER_SECOND));
                int key = Message.keyOf(number);
                Message message = new Message(number, key, sequences[key]++);
                var record = new ProducerRecord<>(topic, Records.bytes(message.keyText()), message.value());
                var _ = producer.send(record, (_, error) -> answered(error));
            }
            producer.flush();
        } catch (RuntimeException e) {
            answered(e);
        }
    }

    private void awaitTurn(long nanoTime) {
        for (long wait = nanoTime - System.nanoTime(); wait > 0 && !stopped; wait = nanoTime - System.nanoTime()) {
            LockSupport.parkNanos(wait);
        }
    }

    private void answered(@Nullable Exception error) {
        if (error == null) {
            acknowledged.incrementAndGet();
        } else {
            failure.compareAndSet(null, error);
        }
    }
}
