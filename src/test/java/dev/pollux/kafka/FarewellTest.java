package dev.pollux.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollux.kafka.MembershipSettings.OnShutdown;
import dev.pollux.kafka.MembershipSettings.Protocol;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who leaves, who remains, and who is asked. */
class FarewellTest {
    private final AtomicInteger asked = new AtomicInteger();

    @ParameterizedTest
    @CsvSource({
        "AUTO, w-1, true, REMAIN_IN_GROUP, 1",
        "AUTO, w-1, false, LEAVE_GROUP, 1",
        "AUTO, '', true, LEAVE_GROUP, 0",
        "LEAVE, w-1, true, LEAVE_GROUP, 0",
        "REMAIN, w-1, false, REMAIN_IN_GROUP, 0"
    })
    void isAsConfigured(OnShutdown onShutdown, String id, boolean expected, GroupMembershipOperation is, int times) {
        var farewell = farewell(onShutdown, id, () -> {
            asked.incrementAndGet();
            return expected;
        });
        assertThat(farewell.operation()).isEqualTo(is);
        assertThat(farewell.operation()).isEqualTo(is);
        assertThat(asked).hasValue(times);
    }

    @Test
    void whoIsNotToBeAskedIsNotWaitedFor() {
        var farewell = farewell(OnShutdown.AUTO, "w-1", Successor.NONE);
        AtomicInteger decided = new AtomicInteger();
        farewell.begin(decided::incrementAndGet);
        assertThat(farewell.isDecided()).isTrue();
        assertThat(decided).hasValue(1);
        assertThat(farewell.operation()).isEqualTo(GroupMembershipOperation.LEAVE_GROUP);
    }

    @Test
    void whoDoesNotAnswerIsWaitedForTwoSeconds() {
        CountDownLatch never = new CountDownLatch(1);
        var farewell = farewell(OnShutdown.AUTO, "w-1", () -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return true;
        });
        long begun = System.nanoTime();
        assertThat(farewell.operation()).isEqualTo(GroupMembershipOperation.LEAVE_GROUP);
        assertThat(Duration.ofNanos(System.nanoTime() - begun))
                .isBetween(Duration.ofMillis(1900), Duration.ofSeconds(5));
        never.countDown();
        assertThat(farewell.operation()).as("for good").isEqualTo(GroupMembershipOperation.LEAVE_GROUP);
    }

    private static Farewell farewell(OnShutdown onShutdown, String id, Successor successor) {
        return new Farewell(
                new MembershipSettings(Protocol.CLASSIC, id, onShutdown, Duration.ofSeconds(10)), successor);
    }
}
