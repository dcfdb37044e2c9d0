package dev.pollux.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollux.api.Outcome;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** On the thread that makes the test: that is the one which is interrupted. */
@Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SAME_THREAD)
class InterruptingCallTest {
    private final InterruptingCall call = new InterruptingCall(Thread.currentThread());

    @AfterEach
    void nothingIsLeftBehind() {
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void recordThatHadItsTimeIsInterruptedAndRefused() {
        call.begin(1);
        call.expire(1);
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
        Outcome outcome = call.outcomeOf(new InterruptedException());
        assertThat(outcome).isInstanceOf(Outcome.Reject.class);
        call.end();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void exceptionWithoutATimeOutIsTheRecordsOwn() {
        call.begin(1);
        assertThat(call.outcomeOf(new IllegalStateException("boom")))
                .isInstanceOfSatisfying(
                        Outcome.Reject.class, r -> assertThat(r.reason()).isEqualTo("boom"));
    }

    @Test
    void interruptThatHitsTheNextRecordIsNotItsFault() {
        call.begin(1);
        call.begin(2);
        call.expire(1);
        assertThat(call.outcomeOf(new InterruptedException())).isInstanceOf(Outcome.Release.class);
        call.end();
    }

    @Test
    void watchThatComesTooLateHitsNobody() {
        call.begin(1);
        call.end();
        call.close();
        call.expire(1);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void interruptOfTheLastMomentIsCleared() {
        call.begin(1);
        call.end();
        call.expire(1);
        call.close();
    }
}
