package dev.pollux.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.pollux.engine.FetchedRecords;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class PolledRecordsTest {
    @Test
    void whatIsMovedOutAndJoinedKeepsItsOffsetsAndBytes() {
        PolledRecords first = of(1, 2, 3, 7);
        PolledRecords second = of(10, 11);
        PolledRecords third = of(20);
        FetchedRecords joined = first.moveOut(1, 4).followedBy(List.of(second.moveOut(1, 2), third.moveOut(0, 1)));
        int[] indexes = IntStream.range(0, joined.size()).toArray();
        assertThat(IntStream.of(indexes).mapToLong(joined::offset)).containsExactly(2L, 3L, 7L, 11L, 20L);
        assertThat(IntStream.of(indexes).map(joined::bytes)).containsExactly(3, 4, 8, 12, 21);
        assertThat(joined.bytes(0, 5)).isEqualTo(48);
        assertThat(joined.delivery(3).offset()).isEqualTo(11);
        assertThat(first.offset(0)).as("what is left").isEqualTo(1);
    }

    @Test
    void whatIsMovedOutAsAWholeIsNotCopied() {
        PolledRecords all = of(1, 2, 3);
        assertThat(all.moveOut(0, 3)).isSameAs(all);
        FetchedRecords rest = all.moveOut(1, 3);
        assertThat(rest.moveOut(0, 2)).isSameAs(rest);
        assertThat(rest.bytes(0)).isEqualTo(3);
    }

    @Test
    void offsetsGrow() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of(1, 5, 3))
                .withMessageContainingAll("offset 3 of t-0", "behind offset 5", "interceptor");
        assertThatIllegalArgumentException().isThrownBy(() -> of(1, 1));
    }

    /** Each has a key of one byte, and a value of as many bytes as its offset says. */
    private static PolledRecords of(long... offsets) {
        return PolledRecords.of(LongStream.of(offsets)
                .mapToObj(offset -> new ConsumerRecord<>("t", 0, offset, new byte[1], new byte[(int) offset]))
                .toList());
    }
}
