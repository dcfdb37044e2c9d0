package dev.pollux.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeadlinesTest {
    private final Deadlines deadlines = new Deadlines(Duration.ofMillis(20));

    @BeforeEach
    void start() {
        deadlines.start();
    }

    @AfterEach
    void stop() {
        deadlines.stop();
    }

    @Test
    void callThatStandsStillExpiresOnce() {
        Watched standing = new Watched();
        Watched other = new Watched();
        long begin = System.nanoTime();
        deadlines.watch(standing);
        await().until(() -> standing.expired.size() == 1);
        assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(20_000_000);
        deadlines.watch(other);
        await().until(() -> other.expired.size() == 1);
        assertThat(standing.expired).as("not again").containsExactly(1);
    }

    @Test
    void eachRecordHasItsOwnTime() {
        Watched call = new Watched();
        deadlines.watch(call);
        await().until(() -> call.expired.size() == 1);
        call.progress = 2;
        await().until(() -> call.expired.size() == 2);
        assertThat(call.expired).containsExactly(1, 2);
    }

    @Test
    void callThatEndedIsForgotten() {
        Watched ended = new Watched();
        Watched other = new Watched();
        deadlines.watch(ended).run();
        deadlines.watch(other);
        await().until(() -> other.expired.size() == 1);
        assertThat(ended.expired).isEmpty();
    }

    @Test
    void aStandstillOfTheProcessIsNotTheRecordsFault() {
        long millis = 1_000_000;
        Deadlines late = new Deadlines(Duration.ofMillis(100));
        Watched call = new Watched();
        late.watch(call);
        late.look(0);
        late.look(10 * millis);
        late.look(5_000 * millis);
        assertThat(call.expired).as("80 ms of its time are left").isEmpty();
        for (long now = 5_010; now < 5_080; now += 10) {
            late.look(now * millis);
        }
        assertThat(call.expired).isEmpty();
        late.look(5_080 * millis);
        assertThat(call.expired).containsExactly(1);
    }

    private static final class Watched implements Deadlines.Call {
        volatile int progress = 1;
        final List<Integer> expired = new CopyOnWriteArrayList<>();

        @Override
        public int progress() {
            return progress;
        }

        @Override
        public void expire(int at) {
            expired.add(at);
        }
    }
}
