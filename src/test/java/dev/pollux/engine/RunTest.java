package dev.pollux.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pollux.api.Delivery;
import dev.pollux.testkit.Deliveries;
import dev.pollux.testkit.FetchedDeliveries;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RunTest {
    private final Run run = run(3);

    @Test
    void recordsAreClaimedOneAfterTheOther() {
        assertThat(run.claim()).isEqualTo(0);
        assertThat(run.claim()).isEqualTo(1);
        assertThat(run.claims()).isEqualTo(2);
        assertThat(run.claim()).isEqualTo(2);
        assertThat(run.claim()).isEqualTo(-1);
        assertThat(run.close()).isEqualTo(3);
    }

    @Test
    void nothingIsClaimedOnceItIsClosed() {
        run.claim();
        assertThat(run.close()).isEqualTo(1);
        assertThat(run.claim()).isEqualTo(-1);
        assertThat(run.claimAll()).isFalse();
        assertThat(run.claims()).isEqualTo(1);
        assertThat(run.close()).as("closed again").isEqualTo(1);
    }

    @Test
    void batchIsClaimedAsAWhole() {
        assertThat(run.claimAll()).isTrue();
        assertThat(run.claim()).isEqualTo(-1);
        assertThat(run.close()).isEqualTo(3);
    }

    @Test
    void batchThatWasTakenBackCannotBeClaimed() {
        assertThat(run.close()).isZero();
        assertThat(run.claimAll()).isFalse();
        assertThat(run.claim()).isEqualTo(-1);
    }

    @Test
    void workerAndEngineAgreeWhoHasWhat() throws InterruptedException {
        for (int i = 0; i < 200; i++) {
            Run contested = run(50);
            AtomicInteger claimed = new AtomicInteger();
            Thread worker = Thread.ofVirtual().start(() -> {
                while (contested.claim() >= 0) {
                    claimed.incrementAndGet();
                }
            });
            int closedAt = contested.close();
            worker.join();
            assertThat(claimed.get()).isEqualTo(closedAt);
        }
    }

    @Test
    void recordsAreTheSameWhetherMadeWhenAskedForOrKept() {
        List<Delivery<byte[], byte[]>> three = Deliveries.of(EngineRig.P0, "k0 k1 k2");
        Run made = new Run(assignment(), FetchedDeliveries.of(three));
        Run kept = new Run(assignment());
        three.forEach(record -> kept.add(record, null));
        for (Run each : List.of(made, kept)) {
            assertThat(List.of(each.record(0), each.record(1), each.record(2))).isEqualTo(three);
            assertThat(each.records()).isEqualTo(three);
            assertThatExceptionOfType(UnsupportedOperationException.class)
                    .isThrownBy(() -> each.records().removeFirst());
            Iterator<?> records = each.records().subList(1, 3).iterator();
            assertThat(List.of(records.next(), records.next())).isEqualTo(three.subList(1, 3));
            assertThat(records.hasNext()).isFalse();
            assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(records::next);
        }
    }

    private static Run run(int size) {
        Run run = new Run(assignment());
        for (int i = 0; i < size; i++) {
            run.add(Deliveries.record(EngineRig.P0, i, "k"), null);
        }
        return run;
    }

    private static Assignment assignment() {
        return new Assignment(EngineRig.P0, Ordering.NONE, false, new MetadataRoom(4096));
    }
}
