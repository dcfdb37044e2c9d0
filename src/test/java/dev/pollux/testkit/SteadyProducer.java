package dev.pollux.testkit;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Writes records from a thread of its own, also over restarts of the broker: at a steady rate until it is told to end, or so
 * many as fast as possible. Thread-safe.
 */
public final class SteadyProducer implements AutoCloseable {
    private static final long SECOND = 1_000_000_000;
    private static final Duration CLOSE_BOUND = Duration.ofSeconds(2);

    private enum State {
        WRITING,
        /** What was sent is waited for. */
        FINISHING,
        /** What is on its way may be lost, which is no failure then. */
        CLOSED
    }

    private final LongFunction<ProducerRecord<byte[], byte[]>> records;
    private final long count;
    private final long interval;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Thread thread = new Thread(this::run, "steady-producer");
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private volatile State state = State.WRITING;

    private SteadyProducer(
            String servers, LongFunction<ProducerRecord<byte[], byte[]>> records, long count, long interval) {
        this.records = records;
        this.count = count;
        this.interval = interval;
        this.producer = Records.producer(servers);
    }

    /**
     * Writes so many records a second, and begins at once.
     *
     * @param records makes the record with a number; called by one thread, from 0 up
     */
    public static SteadyProducer perSecond(
            int rate, String servers, LongFunction<ProducerRecord<byte[], byte[]>> records) {
        return new SteadyProducer(servers, records, Long.MAX_VALUE, SECOND / rate).started();
    }

    /**
     * Writes so many records as fast as possible, and begins at once.
     *
     * @param records makes the record with a number; called by one thread, from 0 up
     */
    public static SteadyProducer atOnce(
            long count, String servers, LongFunction<ProducerRecord<byte[], byte[]>> records) {
        return new SteadyProducer(servers, records, count, 0).started();
    }

    /** Records that the brokers acknowledged. */
    public long acknowledged() {
        return acknowledged.get();
    }

    /** The first error, after which not all records are in the topic; null while there was none. */
    public @Nullable Exception failure() {
        return failure.get();
    }

    /** Ends the stream and waits until the brokers have acknowledged all of it, or {@link #failure} says why not. */
    public void finish() throws InterruptedException {
        state = State.FINISHING;
        LockSupport.unpark(thread);
        thread.join();
    }

    /** Ends the stream; what is on its way may be lost. */
    @Override
    public void close() {
        state = State.CLOSED;
        LockSupport.unpark(thread);
        producer.close(CLOSE_BOUND);
    }

    private SteadyProducer started() {
        thread.start();
        return this;
    }

    private void run() {
        long begin = System.nanoTime();
        try {
            for (long number = 0; number < count && state == State.WRITING; number++) {
                awaitTurn(begin + number * interval);
                var _ = producer.send(records.apply(number), (_, error) -> answered(error));
            }
            producer.flush();
        } catch (RuntimeException e) {
            answered(e);
        }
    }

    private void awaitTurn(long nanoTime) {
        for (long wait = nanoTime - System.nanoTime();
                wait > 0 && state == State.WRITING;
                wait = nanoTime - System.nanoTime()) {
            LockSupport.parkNanos(wait);
        }
    }

    private void answered(@Nullable Exception error) {
        if (error == null) {
            acknowledged.incrementAndGet();
        } else if (state != State.CLOSED) {
            failure.compareAndSet(null, error);
        }
    }
}
