package dev.pollux.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlowControlTest {
    private final Assignment assignment = new Assignment(EngineRig.P0, Ordering.KEY, false, new MetadataRoom(4096));

    @ParameterizedTest(name = "{0} records, {1} bytes: full {2}, low {3}")
    @CsvSource({
        "0, 0, false, true",
        "500, 5000, false, true",
        "501, 0, false, false",
        "0, 5001, false, false",
        "900, 0, false, false",
        "901, 0, true, false",
        "0, 9999, false, false",
        "0, 10000, true, false"
    })
    void fullWhenAnotherPollMightNotFitAndLowAtHalf(int records, long bytes, boolean full, boolean low) {
        FlowControl flow = flow(1000, 10_000, 100);
        flow.fetched(records, bytes);
        assertThat(flow.isFull()).isEqualTo(full);
        assertThat(flow.isLow()).isEqualTo(low);
        flow.finished(records, bytes);
        assertThat(flow.records()).isZero();
        assertThat(flow.bytes()).isZero();
    }

    @Test
    void bufferSmallerThanAPollTakesOnePollWhenEmpty() {
        FlowControl flow = flow(10, 10_000, 500);
        assertThat(flow.isFull()).isFalse();
        assertThat(flow.isLow()).isTrue();
        flow.fetched(1, 1);
        assertThat(flow.isFull()).isTrue();
    }

    @ParameterizedTest(name = "{0} of {1} buffered are its own, of 4 partitions: too many {2}")
    @CsvSource({"400, 500, false", "251, 501, true", "250, 501, false", "900, 900, true"})
    void partitionAboveItsShareIsTooFarAheadOnceTheBufferIsHalfFull(int own, int all, boolean tooMany) {
        FlowControl flow = flow(1000, 10_000, 100);
        flow.fetched(all, 0);
        assignment.buffered = own;
        assertThat(flow.exceedsShare(assignment, 4)).isEqualTo(tooMany);
    }

    @ParameterizedTest(name = "{0} of {1} buffered are its own, of 2 partitions: may go on {2}")
    @CsvSource({"500, 500, true", "0, 900, true", "250, 900, true", "251, 900, false", "0, 901, false"})
    void partitionWithLittleNeedNotWaitForTheOthers(int own, int all, boolean mayGoOn) {
        FlowControl flow = flow(1000, 10_000, 100);
        flow.fetched(all, 0);
        assignment.buffered = own;
        assertThat(flow.hasRoomFor(assignment, 2)).isEqualTo(mayGoOn);
    }

    @Test
    void bytesCountLikeRecords() {
        FlowControl flow = flow(1000, 10_000, 100);
        flow.fetched(10, 9000);
        assignment.bufferedBytes = 5001;
        assertThat(flow.exceedsShare(assignment, 2)).isTrue();
        assertThat(flow.hasRoomFor(assignment, 2)).isFalse();
        assignment.bufferedBytes = 2500;
        assertThat(flow.exceedsShare(assignment, 2)).isFalse();
        assertThat(flow.hasRoomFor(assignment, 2)).isTrue();
    }

    private static FlowControl flow(int maxRecords, long maxBytes, int pollRecords) {
        return new FlowControl(
                new BufferSettings(maxRecords, maxBytes), new PollSettings(pollRecords, 1, Duration.ofMinutes(5)));
    }
}
