package dev.pollux.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollux.engine.EngineView.PartitionView;
import dev.pollux.engine.MemberView.EndOffset;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LagTest {
    @ParameterizedTest(name = "committed {0}, committable {1}, end {2}: {3}")
    @CsvSource({
        "4, 8, 12, 20, 16", // what is finished and not committed still lags
        "-1, 8, 12, 20, 12", // no commit yet in this assignment
        "0, 0, 5, 20, 20",
        "20, 20, 20, 20, 0",
        "22, 22, 22, 20, 0", // the end was seen earlier than the commit: never negative
        "18, 20, 25, 20, 7", // the end was seen earlier than the last fetch, which is proof of more
        "-1, -1, -1, 20, ", // nothing fetched yet: not known
        "4, 8, 12, -1, ", // no end seen yet: not known
    })
    void countsFromTheCommittedOffsetToTheEnd(
            long committed, long committable, long position, long end, Long expected) {
        List<EndOffset> ends = end < 0 ? List.of() : List.of(new EndOffset("t", 1, 7), new EndOffset("t", 0, end));
        MemberView member = new MemberView("g", "", "", true, null, null, 0, ends);
        PartitionView partition = new PartitionView("t", 0, position, committable, committed, 0, 0, -1, false);

        var lag = Lag.behind(member).records(partition);

        if (expected == null) {
            assertThat(lag).isEmpty();
        } else {
            assertThat(lag).hasValue(expected);
        }
    }
}
