package dev.pollux.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CommitPolicyTest {
    private static final long INTERVAL = 1000;
    private static final long REFRESH = 100_000;
    private final CommitPolicy commits = new CommitPolicy(new CommitSettings(
            CommitSettings.Strategy.ASYNC, Duration.ofNanos(INTERVAL), 10, Duration.ofNanos(REFRESH), 64));

    @Test
    void nothingFinishedNothingDue() {
        assertThat(commits.isDue(Long.MAX_VALUE / 2)).isFalse();
        assertThat(commits.deadlineNanos()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void dueAfterTheIntervalFromTheFirstFinishedRecord() {
        commits.finished(1, 50);
        commits.finished(1, 900);
        assertThat(commits.deadlineNanos()).isEqualTo(1050);
        assertThat(commits.isDue(1049)).isFalse();
        assertThat(commits.isDue(1050)).isTrue();
    }

    @Test
    void manyRecordsBringItForward() {
        commits.finished(9, 0);
        assertThat(commits.isDue(1)).isFalse();
        commits.finished(1, 0);
        assertThat(commits.isDue(1)).isTrue();
    }

    @Test
    void notByMoreThanNineTenths() {
        commits.finished(10, 0);
        commits.sent(true, false, 0);
        commits.ended(true, 5);
        commits.finished(9, 10);
        assertThat(commits.deadlineNanos()).isEqualTo(1010);
        commits.finished(1, 20);
        assertThat(commits.deadlineNanos()).isEqualTo(100);
        assertThat(commits.isDue(99)).isFalse();
        assertThat(commits.isDue(100)).isTrue();
    }

    @Test
    void oneIsUnderWayAtATime() {
        commits.finished(10, 0);
        commits.sent(true, false, 0);
        commits.finished(10, 1);
        assertThat(commits.isDue(5000)).isFalse();
        assertThat(commits.deadlineNanos()).isEqualTo(Long.MAX_VALUE);
        commits.ended(true, 5000);
        assertThat(commits.isDue(5000)).isTrue();
    }

    @Test
    void whatWasNotConfirmedIsSentAgainAfterTheInterval() {
        commits.finished(10, 0);
        commits.sent(true, false, 0);
        commits.ended(false, 5000);
        assertThat(commits.isDue(5999)).isFalse();
        assertThat(commits.isDue(6000)).isTrue();
    }

    @Test
    void confirmedMeansDone() {
        commits.finished(10, 0);
        commits.sent(true, false, 0);
        commits.ended(true, 5000);
        assertThat(commits.deadlineNanos()).as("only the refresh is left").isEqualTo(REFRESH);
        assertThat(commits.isRefreshDue(REFRESH - 1)).isFalse();
        assertThat(commits.isRefreshDue(REFRESH)).isTrue();
    }

    @Test
    void nothingToSendAfterAll() {
        commits.finished(0, 0);
        commits.sent(false, false, 0);
        commits.finished(10, 5);
        assertThat(commits.isDue(5)).as("none is under way").isTrue();
    }
}
