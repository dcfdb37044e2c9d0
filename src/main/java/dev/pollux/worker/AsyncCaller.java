package dev.pollux.worker;

import dev.pollux.api.AsyncBatchHandler;
import dev.pollux.api.AsyncHandler;
import dev.pollux.api.Outcome;
import dev.pollux.engine.Event;
import dev.pollux.engine.Listener;
import dev.pollux.engine.Run;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Calls a handler that completes later. The call is begun on a virtual thread; whoever completes it brings the news to the
 * engine, and the next run gets a virtual thread of its own, unless the handler is {@link AsyncHandler#isPrompt prompt}.
 *
 * @param <R> what the handler completes with
 */
final class AsyncCaller<R> implements Caller {
    private static final String STAGE = "the handler returned null instead of a completion stage";

    /** Begins the work for a run whose records are all claimed. */
    private interface Begin<R> {
        CompletionStage<R> begin(Run run) throws Exception;
    }

    /** Tells what a result, or what was thrown instead, means. */
    private interface End<R> {
        Event end(Run run, @Nullable R result, @Nullable Throwable thrown, long nanos);
    }

    private final Begin<R> begin;
    private final End<R> end;
    private final boolean prompt;
    private final EngineDriver driver;
    private final Deadlines deadlines;
    private final Outcomes outcomes;

    private AsyncCaller(
            Begin<R> begin, End<R> end, boolean prompt, EngineDriver driver, Deadlines deadlines, Outcomes outcomes) {
        this.begin = begin;
        this.end = end;
        this.prompt = prompt;
        this.driver = driver;
        this.deadlines = deadlines;
        this.outcomes = outcomes;
    }

    static Caller single(
            AsyncHandler<byte[], byte[]> handler, EngineDriver driver, Deadlines deadlines, Listener listener) {
        Outcomes outcomes = new Outcomes(listener);
        return new AsyncCaller<Outcome>(
                run -> handler.handle(run.records().getFirst()),
                (run, outcome, thrown, nanos) ->
                        outcomes.one(run, thrown == null ? Outcomes.orReject(outcome) : Outcome.thrown(thrown), nanos),
                handler.isPrompt(),
                driver,
                deadlines,
                outcomes);
    }

    static Caller batch(
            AsyncBatchHandler<byte[], byte[]> handler, EngineDriver driver, Deadlines deadlines, Listener listener) {
        Outcomes outcomes = new Outcomes(listener);
        return new AsyncCaller<List<Outcome>>(
                run -> handler.handle(run.records()),
                (run, list, thrown, nanos) ->
                        thrown == null ? outcomes.batch(run, list, nanos) : outcomes.batchThrew(run, thrown, nanos),
                false,
                driver,
                deadlines,
                outcomes);
    }

    @Override
    public void call(@Nullable Run first) {
        Run run = first;
        while (run != null) {
            run = begin(run);
        }
    }

    /** Returns the next run where this one is over already; null where it completes later. */
    private @Nullable Run begin(Run run) {
        if (!run.claimAll()) {
            return driver.complete(outcomes.nothing(run));
        }
        long started = System.nanoTime();
        CompletableFuture<R> result = begun(run);
        if (result.isDone()) {
            return driver.complete(result.handle((value, thrown) -> ended(run, value, thrown, started))
                    .join());
        }
        OnceExpiring call = new OnceExpiring(
                () -> result.completeExceptionally(new TimeoutException("no answer within handler.timeout")));
        Runnable unwatch = deadlines.watch(call);
        var _ = result.whenComplete((value, thrown) -> {
            unwatch.run();
            goOn(driver.complete(ended(run, value, thrown, started)));
        });
        return null;
    }

    /** On the thread that completed a run. */
    private void goOn(@Nullable Run next) {
        if (prompt) {
            call(next);
        } else if (next != null) {
            Thread.startVirtualThread(() -> call(next));
        }
    }

    private CompletableFuture<R> begun(Run run) {
        try {
            // Both may be null, whatever the interface says. A copy: the handler's own may serve several calls, and
            // when
            // one of them times out, the others have time left.
            var stage = Objects.requireNonNull(begin.begin(run), STAGE);
            return Objects.requireNonNull(stage.toCompletableFuture(), STAGE).copy();
        } catch (Throwable thrown) {
            return CompletableFuture.failedFuture(thrown);
        }
    }

    private Event ended(Run run, @Nullable R value, @Nullable Throwable thrown, long started) {
        long nanos = System.nanoTime() - started;
        try {
            return end.end(run, value, thrown, nanos);
        } catch (RuntimeException | Error unreadable) {
            // Such as a list that throws when it is read. Nobody else would ever end the run.
            return end.end(run, null, unreadable, nanos);
        }
    }
}
