package dev.pollux.worker;

import dev.pollux.api.AsyncBatchHandler;
import dev.pollux.api.AsyncHandler;
import dev.pollux.api.BatchHandler;
import dev.pollux.api.Handler;
import dev.pollux.api.RecordHandler;
import dev.pollux.engine.Listener;
import dev.pollux.engine.Pace;

/** The virtual threads that call the handler: which caller serves its shape, at which pace, under which deadline. */
public final class Workers {
    private final RecordHandler<byte[], byte[]> handler;
    private final WorkerSettings settings;
    private final Listener listener;
    private final Deadlines deadlines;

    /** The handler is used as it is; opening and closing it is up to whoever made it. */
    public Workers(RecordHandler<byte[], byte[]> handler, WorkerSettings settings, Listener listener) {
        this.handler = handler;
        this.settings = settings;
        this.listener = listener;
        deadlines = new Deadlines(settings.timeout());
    }

    /** How many records the handler's shape takes at a time. */
    public Pace pace() {
        int cores = Runtime.getRuntime().availableProcessors();
        return switch (handler) {
            case Handler<?, ?> h -> Pace.measured(settings.concurrency(), cores);
            case AsyncHandler<?, ?> h -> Pace.later(settings.concurrency(), 1);
            case BatchHandler<?, ?> h -> Pace.batches(settings.concurrency(), cores, settings.batchMaxRecords());
            case AsyncBatchHandler<?, ?> h -> Pace.later(settings.concurrency(), settings.batchMaxRecords());
        };
    }

    /** Begins to watch over deadlines. */
    void start() {
        deadlines.start();
    }

    Caller attach(EngineDriver driver) {
        return switch (handler) {
            case Handler<byte[], byte[]> h -> new BlockingCaller(h, driver, deadlines, listener);
            case BatchHandler<byte[], byte[]> h -> new BatchCaller(h, driver, deadlines, listener);
            case AsyncHandler<byte[], byte[]> h -> AsyncCaller.single(h, driver, deadlines, listener);
            case AsyncBatchHandler<byte[], byte[]> h -> AsyncCaller.batch(h, driver, deadlines, listener);
        };
    }

    /** Ends the watch over deadlines. */
    public void stop() {
        deadlines.stop();
    }
}
