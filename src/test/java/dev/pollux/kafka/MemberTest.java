package dev.pollux.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How the poll thread ends. */
class MemberTest {
    /** As a class that an interceptor lacks, or no memory: it must not look like an orderly end. */
    @Test
    void anErrorIsAFailure() throws InterruptedException {
        Member member = new LoopRig().member(() -> {
            throw new NoClassDefFoundError("of an interceptor");
        });
        member.prepare();
        member.join();
        assertThat(member.awaitEnd())
                .isInstanceOfSatisfying(
                        PollEnd.Failed.class, end -> assertThat(end.why()).contains("of an interceptor"));
    }
}
