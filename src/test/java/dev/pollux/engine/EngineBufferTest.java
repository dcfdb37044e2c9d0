package dev.pollux.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollux.api.Delivery;
import dev.pollux.api.Outcome;
import dev.pollux.testkit.Deliveries;
import dev.pollux.testkit.EngineKnobs;
import dev.pollux.testkit.FetchedDeliveries;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

/** What the engine says is buffered, and what became of records, whichever way they went. */
class EngineBufferTest {
    private static final int QUICK = 400;
    private static final int RECORD_BYTES = 11;
    private final EngineKnobs knobs = new EngineKnobs();

    /** Records of different sizes, more of them than the tracker begins with room for. */
    @Test
    void eachRecordGivesBackItsOwnBytes() {
        EngineRig rig = EngineRig.running(knobs, QUICK);
        List<Delivery<byte[], byte[]>> records = new ArrayList<>();
        for (int offset = 0; offset < 100; offset++) {
            records.add(sized(offset, offset));
        }
        rig.step(new Event.Fetched(EngineRig.P0, FetchedDeliveries.of(records.subList(0, 10)), 10, 7));
        rig.step(new Event.Fetched(EngineRig.P0, FetchedDeliveries.of(records.subList(10, 100)), 100, 7));
        assertThat(rig.engine.view().bufferedBytes()).isEqualTo(99 * 100 / 2);

        rig.accept(Deliveries.text(records.subList(0, 10)));
        assertThat(rig.engine.view().bufferedBytes()).isEqualTo(99 * 100 / 2 - 9 * 10 / 2);
        assertThat(rig.view(EngineRig.P0).buffered()).isEqualTo(90);
        assertThat(rig.view(EngineRig.P0).inFlight()).isEqualTo(90);

        rig.accept(Deliveries.text(records.subList(10, 100)));
        assertThat(rig.engine.view().bufferedBytes()).isZero();
        assertThat(rig.view(EngineRig.P0).buffered()).isZero();
    }

    @Test
    void headersCountAsWell() {
        EngineRig rig = EngineRig.running(knobs, QUICK);
        var headers = new RecordHeaders();
        headers.add("four", "value".getBytes(StandardCharsets.UTF_8));
        headers.add("null", null);
        rig.step(new Event.Fetched(
                EngineRig.P0,
                FetchedDeliveries.of(List.of(new Delivery<>("t", 0, 0, 0, null, null, headers, 1))),
                1,
                7));
        assertThat(rig.engine.view().bufferedBytes()).isEqualTo(4 + 5 + 4);
    }

    @Test
    void whatGoesWithItsPartitionIsNotBufferedAnyMore() {
        for (int runSize : new int[] {QUICK, 1}) {
            EngineRig rig = EngineRig.running(knobs, runSize);
            rig.fetch("a0 b1");
            rig.fetch("c2 d3");
            rig.accept(runSize == 1 ? "a0" : "a0 b1");
            rig.step(new Event.Lost(List.of(EngineRig.P0)));
            assertThat(rig.engine.view().bufferedRecords()).isZero();
            assertThat(rig.engine.view().bufferedBytes()).isZero();
        }
    }

    @Test
    void whatAnotherPartitionHasStays() {
        EngineRig rig = EngineRig.running(knobs, QUICK);
        rig.step(new Event.Assigned(List.of(EngineRig.P1)));
        rig.fetch("a0 b1");
        rig.fetch(EngineRig.P1, "c0");
        rig.accept("a0 b1");
        rig.step(new Event.Lost(List.of(EngineRig.P0)));
        assertThat(rig.engine.view().bufferedRecords()).isEqualTo(1);
        assertThat(rig.engine.view().bufferedBytes()).isEqualTo(RECORD_BYTES);
    }

    /** Its run is over later, and gives nothing back a second time. */
    @Test
    void aRunOfAPartitionThatWentIsTakenBack() {
        EngineRig rig = EngineRig.running(knobs, QUICK);
        rig.fetch("a0 b1 c2");
        Run run = rig.claim("a0 b1 c2", 1);
        rig.step(new Event.Lost(List.of(EngineRig.P0)));
        assertThat(run.claim()).as("the others are not begun").isEqualTo(-1);
        rig.end(run, Outcome.accept());
        assertThat(rig.engine.view().bufferedRecords()).isZero();
        assertThat(rig.accepted).isZero();
    }

    @Test
    void aPartitionThatBeginsAnewTakesOffsetsThatItHad() {
        EngineRig rig = EngineRig.running(knobs, QUICK);
        rig.fetch("a0 b1 c2");
        rig.accept("a0 b1 c2");
        rig.handedOut();
        rig.step(new Event.BegunAnew(List.of(EngineRig.P0)));
        rig.fetch("x1");
        assertThat(rig.handedOut()).containsExactly("x1");
        assertThat(rig.committable()).isEqualTo(1);
    }

    @Test
    void aRefusalThatIsTriedAgainIsARelease() {
        EngineRig rig = EngineRig.running(knobs, QUICK);
        rig.fetch("a0 b1");
        rig.end("a0 b1", 1, Outcome.reject("no"));
        assertThat(rig.notes()).containsExactly("RELEASED 1");
        rig.accept("b1");
        rig.pass(Duration.ofSeconds(1));
        rig.end("a0", 1, Outcome.release("busy"));
        assertThat(rig.notes()).containsExactly("RELEASED 1");
    }

    @Test
    void aBatchThatFailsIsOneReleaseForEach() {
        EngineRig rig = EngineRig.batching(knobs, 3);
        rig.fetch("a0 b1 c2");
        rig.failBatch("a0 b1 c2");
        assertThat(rig.notes()).containsExactly("RELEASED 3");
        assertThat(rig.view(EngineRig.P0).buffered()).isEqualTo(3);
    }

    private static Delivery<byte[], byte[]> sized(long offset, int bytes) {
        return new Delivery<>("t", 0, offset, 0, null, new byte[bytes], new RecordHeaders(), 1);
    }
}
