package dev.pollux.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollux.testkit.Deliveries;
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

    private static Run run(int size) {
        Run run = new Run(new Assignment(EngineRig.P0, Ordering.NONE, false, new MetadataRoom(4096)));
        for (int i = 0; i < size; i++) {
            run.add(Deliveries.record(EngineRig.P0, i, "k"), null);
        }
        return run;
    }
}
