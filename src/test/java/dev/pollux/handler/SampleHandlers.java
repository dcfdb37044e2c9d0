package dev.pollux.handler;

import dev.pollux.api.AsyncBatchHandler;
import dev.pollux.api.AsyncHandler;
import dev.pollux.api.BatchHandler;
import dev.pollux.api.Delivery;
import dev.pollux.api.Handler;
import dev.pollux.api.Outcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** What users write, in each shape, and what they get wrong. */
@SuppressWarnings("NullAway") // null where none belongs is what some of them are about
public final class SampleHandlers {

    /** What the handlers below saw, in order; cleared by each test. */
    static final List<String> SEEN = new CopyOnWriteArrayList<>();

    private SampleHandlers() {}

    /** Accepts even values, refuses odd ones, releases 100 and throws at 1000. */
    static Outcome judge(Delivery<String, Long> delivery) {
        SEEN.add(delivery.key() + "=" + delivery.value());
        @Nullable Long value = delivery.value();
        if (value == null) {
            return Outcome.accept();
        }
        return switch (value.intValue()) {
            case 100 -> Outcome.release("busy");
            case 666 -> null;
            case 1000 -> throw new IllegalStateException("boom");
            default -> value % 2 == 0 ? Outcome.accept() : Outcome.reject("odd");
        };
    }

    public static final class One implements Handler<String, Long> {
        @Override
        public void open() {
            SEEN.add("open");
        }

        @Override
        public Outcome handle(Delivery<String, Long> delivery) {
            return judge(delivery);
        }

        @Override
        public void close() {
            SEEN.add("close");
        }
    }

    /** Says which headers it got, and changes them. */
    public static final class HeaderChanging implements Handler<Long, Long> {
        @Override
        public Outcome handle(Delivery<Long, Long> delivery) {
            delivery.headers().forEach(header -> SEEN.add(header.key()));
            delivery.headers().add("mine", new byte[0]).remove("key-was-read");
            return Outcome.accept();
        }
    }

    public static final class Batch implements BatchHandler<String, Long> {
        @Override
        public List<Outcome> handle(List<Delivery<String, Long>> batch) {
            SEEN.add("batch of " + batch.size());
            List<Outcome> outcomes = new ArrayList<>();
            batch.forEach(delivery -> outcomes.add(judge(delivery)));
            return outcomes;
        }
    }

    public static final class Async implements AsyncHandler<String, Long> {
        @Override
        public CompletionStage<Outcome> handle(Delivery<String, Long> delivery) {
            return CompletableFuture.supplyAsync(() -> judge(delivery), Thread::startVirtualThread);
        }
    }

    public static final class AsyncBatch implements AsyncBatchHandler<String, Long> {
        @Override
        public CompletionStage<List<Outcome>> handle(List<Delivery<String, Long>> batch) {
            return CompletableFuture.supplyAsync(() -> new Batch().handle(batch), Thread::startVirtualThread);
        }
    }

    public static final class NullBatch implements BatchHandler<String, Long> {
        @Override
        public List<Outcome> handle(List<Delivery<String, Long>> batch) {
            return null;
        }
    }

    public static final class ShortBatch implements BatchHandler<String, Long> {
        @Override
        public List<Outcome> handle(List<Delivery<String, Long>> batch) {
            return List.of(Outcome.accept());
        }
    }

    public static final class LongBatch implements BatchHandler<String, Long> {
        @Override
        public List<Outcome> handle(List<Delivery<String, Long>> batch) {
            return Collections.nCopies(batch.size() + 1, Outcome.accept());
        }
    }

    public static final class NullStage implements AsyncHandler<String, Long> {
        @Override
        public CompletionStage<Outcome> handle(Delivery<String, Long> delivery) {
            return null;
        }
    }

    public static final class NullBatchStage implements AsyncBatchHandler<String, Long> {
        @Override
        public CompletionStage<List<Outcome>> handle(List<Delivery<String, Long>> batch) {
            return null;
        }
    }

    public static final class NoHandler {}

    public abstract static class Unfinished implements Handler<String, Long> {}

    public static final class PrivateConstructor implements Handler<String, Long> {
        private PrivateConstructor() {}

        @Override
        public Outcome handle(Delivery<String, Long> delivery) {
            return Outcome.accept();
        }
    }

    public static final class WithParameter implements Handler<String, Long> {
        public WithParameter(String name) {
            SEEN.add(name);
        }

        @Override
        public Outcome handle(Delivery<String, Long> delivery) {
            return Outcome.accept();
        }
    }

    static final class NotPublic implements Handler<String, Long> {
        public NotPublic() {}

        @Override
        public Outcome handle(Delivery<String, Long> delivery) {
            return Outcome.accept();
        }
    }

    public static final class TwoShapes implements Handler<String, Long>, BatchHandler<String, Long> {
        @Override
        public void open() {}

        @Override
        public void close() {}

        @Override
        public Outcome handle(Delivery<String, Long> delivery) {
            return Outcome.accept();
        }

        @Override
        public List<Outcome> handle(List<Delivery<String, Long>> batch) {
            return List.of();
        }
    }

    public static final class FailingConstructor implements Handler<String, Long> {
        public FailingConstructor() {
            throw new IllegalStateException("no database");
        }

        @Override
        public Outcome handle(Delivery<String, Long> delivery) {
            return Outcome.accept();
        }
    }
}
