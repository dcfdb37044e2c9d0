package dev.pollux.bench;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/** Handles, poll by poll, what another thread polled: what it costs to hand records over, and nothing else. */
final class SecondThread implements AutoCloseable {
    /** Polls that may wait. */
    private static final int ROOM = 16;

    private final BlockingQueue<ConsumerRecords<byte[], byte[]>> polled = new ArrayBlockingQueue<>(ROOM);
    private final Thread thread;

    SecondThread(Consumer<ConsumerRecords<byte[], byte[]>> handler) {
        thread = Thread.ofPlatform().daemon().name("second").start(() -> {
            try {
                while (true) {
                    handler.accept(polled.take());
                }
            } catch (InterruptedException e) {
                // Closed.
            }
        });
    }

    /** Waits where there is no room. */
    void take(ConsumerRecords<byte[], byte[]> records) throws InterruptedException {
        polled.put(records);
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
