package dev.pollux.kafka;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the member leaves its group when the worker stops, or remains (KIP-1092). Where the {@link Successor} has to be
 * asked, that begins with the stop and goes on beside the drain. Thread-safe.
 */
public final class Farewell {
    private static final Logger LOG = LoggerFactory.getLogger(Farewell.class);

    /** Whoever does not answer by then is taken not to expect one. */
    private static final Duration ANSWER = Duration.ofSeconds(2);

    private final MembershipSettings settings;
    private final Successor successor;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final CompletableFuture<GroupMembershipOperation> decision = new CompletableFuture<>();

    public Farewell(MembershipSettings settings, Successor successor) {
        this.settings = settings;
        this.successor = successor;
    }

    /**
     * Begins to decide, unless somebody did before.
     *
     * @param decided called once, on any thread, when it is decided
     */
    void begin(Runnable decided) {
        if (!begun.compareAndSet(false, true)) {
            return;
        }
        if (settings.asksSuccessor() && !successor.equals(Successor.NONE)) {
            Thread.ofVirtual().name("pollux-successor").start(this::ask);
            decision.completeOnTimeout(GroupMembershipOperation.LEAVE_GROUP, ANSWER.toMillis(), TimeUnit.MILLISECONDS);
        } else {
            decision.complete(unasked());
        }
        var _ = decision.thenRun(decided);
    }

    boolean isDecided() {
        return decision.isDone();
    }

    /** Waits until it is decided, 2 s at most. */
    GroupMembershipOperation operation() {
        begin(() -> {});
        return decision.join();
    }

    /** Where the process goes on, or another one has the id: nobody needs to be asked. */
    GroupMembershipOperation unasked() {
        return settings.onShutdown() == MembershipSettings.OnShutdown.REMAIN
                ? GroupMembershipOperation.REMAIN_IN_GROUP
                : GroupMembershipOperation.LEAVE_GROUP;
    }

    private void ask() {
        boolean expected = false;
        try {
            expected = successor.isExpected();
        } catch (RuntimeException | Error e) {
            LOG.warn("Whether another member comes after this one is not known: it leaves its group", e);
        }
        decision.complete(expected ? GroupMembershipOperation.REMAIN_IN_GROUP : GroupMembershipOperation.LEAVE_GROUP);
    }
}
