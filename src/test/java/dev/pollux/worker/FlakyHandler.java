package dev.pollux.worker;

import dev.pollux.api.AsyncBatchHandler;
import dev.pollux.api.AsyncHandler;
import dev.pollux.api.BatchHandler;
import dev.pollux.api.Delivery;
import dev.pollux.api.Handler;
import dev.pollux.api.Outcome;
import dev.pollux.api.RecordHandler;
import dev.pollux.engine.Ordering;
import dev.pollux.guarantee.Observed;
import dev.pollux.testkit.Deliveries;
import dev.pollux.testkit.Seeds;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/** Handlers of each shape that accept, release, refuse, throw and dawdle as a seed says, and note what they saw. */
final class FlakyHandler {
    private static final int SHAPES = 4;

    private final long seed;
    private final Ordering ordering;

    /** All calls as they were. */
    final Observed observed = new Observed();

    /** The same with what has to wait for each other as the key, and the assignment as part of it: a call of a lost assignment may overlap those of the next one. */
    final Observed byAssignment = new Observed();

    FlakyHandler(long seed, Ordering ordering) {
        this.seed = seed;
        this.ordering = ordering;
    }

    RecordHandler<byte[], byte[]> ofShape(int shape) {
        return switch (shape % SHAPES) {
            case 0 -> (Handler<byte[], byte[]>) this::handle;
            case 1 -> (BatchHandler<byte[], byte[]>) this::handleAll;
            case 2 -> (AsyncHandler<byte[], byte[]>) record -> later(() -> handle(record));
            default -> (AsyncBatchHandler<byte[], byte[]>) batch -> later(() -> handleAll(batch));
        };
    }

    private interface Work<R> {
        R done();
    }

    private static <R> CompletableFuture<R> later(Work<R> work) {
        CompletableFuture<R> future = new CompletableFuture<>();
        Thread.startVirtualThread(() -> {
            try {
                future.complete(work.done());
            } catch (RuntimeException thrown) {
                future.completeExceptionally(thrown);
            }
        });
        return future;
    }

    private List<Outcome> handleAll(List<Delivery<byte[], byte[]>> batch) {
        List<Outcome> outcomes = new ArrayList<>();
        Set<String> failed = new HashSet<>();
        for (Delivery<byte[], byte[]> record : batch) {
            String lane = lane(record);
            Outcome outcome = failed.contains(lane) ? Outcome.accept() : handle(record);
            if (!(outcome instanceof Outcome.Accept)) {
                failed.add(lane);
            }
            outcomes.add(outcome);
        }
        return outcomes;
    }

    private String lane(Delivery<byte[], byte[]> record) {
        return switch (ordering) {
            case KEY -> record.key() == null ? record.coordinates() : Deliveries.key(record);
            case PARTITION -> "";
            case NONE -> record.coordinates();
        };
    }

    private Outcome handle(Delivery<byte[], byte[]> record) {
        Random random =
                Seeds.random(seed * 31 + record.offset() * 7 + record.partition() + record.deliveryCount() * 1009L);
        long begun = observed.tick();
        long begunByAssignment = byAssignment.tick();
        int luck = random.nextInt(1000);
        if (luck < 8) {
            LockSupport.parkNanos(15_000_000);
        } else if (luck < 200) {
            LockSupport.parkNanos(1);
        }
        int fate = random.nextInt(100);
        boolean accepted = fate < 90;
        observed.ended(record, begun, accepted);
        byte[] ofAssignment = (lane(record) + '/' + record.timestamp()).getBytes(StandardCharsets.UTF_8);
        byAssignment.ended(record.withContent(ofAssignment, null, record.headers()), begunByAssignment, accepted);
        if (accepted) {
            return Outcome.accept();
        }
        if (fate < 94) {
            return Outcome.release("busy");
        }
        if (fate < 97) {
            return Outcome.reject("no");
        }
        throw new IllegalStateException("boom");
    }
}
