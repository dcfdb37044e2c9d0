package dev.pollux.demo;

import dev.pollux.testkit.Records;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.jspecify.annotations.Nullable;

/** Writes orders from a thread of its own: a fixed number as fast as possible, or a steady stream. */
final class OrderProducer implements AutoCloseable {
    private static final int STEADY_PER_SECOND = 500;
    private static final long SECOND = 1_000_000_000;

    private final String topic;
    private final OptionalLong wanted;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Thread thread = new Thread(this::run, "order-producer");
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private volatile boolean stopped;

    OrderProducer(String servers, String topic, OptionalLong wanted) {
        this.topic = topic;
        this.wanted = wanted;
        this.producer = Records.producer(servers);
        thread.start();
    }

    /** Orders that the brokers acknowledged. */
    long acknowledged() {
        return acknowledged.get();
    }

    /** The first error, after which not all orders are in the topic; null while there was none. */
    @Nullable
    Exception failure() {
        return failure.get();
    }

    /** Ends the stream; what is on its way may be lost. */
    @Override
    public void close() {
        stopped = true;
        LockSupport.unpark(thread);
        producer.close(Duration.ofSeconds(2));
    }

    private void run() {
        long begin = System.nanoTime();
        try {
            for (long number = 0; number < wanted.orElse(Long.MAX_VALUE) && !stopped; number++) {
                if (wanted.isEmpty()) {
                    awaitTurn(begin + number * (SECOND / STEADY_PER_SECOND));
                }
                var _ = producer.send(new Order(number).record(topic), (_, error) -> answered(error));
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
        } else if (!stopped) {
            failure.compareAndSet(null, error);
        }
    }
}
