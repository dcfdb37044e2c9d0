package dev.pollux.app;

import dev.pollux.api.RecordHandler;
import dev.pollux.engine.Listener;
import dev.pollux.kafka.PollEnd;

/** A worker in this process, stopped at the end of the test. */
final class RunningWorker implements AutoCloseable {
    final Worker worker;

    private RunningWorker(Worker worker) {
        this.worker = worker;
    }

    static RunningWorker start(Configured configured, RecordHandler<byte[], byte[]> handler) {
        return start(configured, handler, new Listener() {});
    }

    static RunningWorker start(Configured configured, RecordHandler<byte[], byte[]> handler, Listener listener) {
        Worker worker = new Worker(configured.config(), handler, listener, configured.successor);
        worker.prepare();
        worker.start();
        return new RunningWorker(worker);
    }

    /** Drains, commits, leaves; tells why it ended. */
    PollEnd stop() {
        worker.stop();
        return awaitEnd();
    }

    PollEnd awaitEnd() {
        try {
            return worker.awaitEnd();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        stop();
    }
}
