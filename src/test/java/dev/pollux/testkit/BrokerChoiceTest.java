package dev.pollux.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BrokerChoiceTest {
    private final Broker inContainer = new Nowhere();
    private final Broker inProcess = new Nowhere();
    private final AtomicInteger containersTried = new AtomicInteger();

    @Test
    void takesContainersWhereTheFirstStarts() {
        BrokerChoice choice = new BrokerChoice(_ -> inContainer, _ -> inProcess);
        assertThat(choice.start(Map.of()))
                .isEqualTo(new BrokerChoice.Placed(inContainer, "a container, for Docker answers"));
    }

    @Test
    void takesProcessesFromTheFirstFailureOnAndSaysWhy() {
        BrokerChoice choice = new BrokerChoice(
                _ -> {
                    containersTried.incrementAndGet();
                    throw new IllegalStateException("no image", new IllegalStateException("no such host\n\tat here"));
                },
                _ -> inProcess);
        var expected =
                new BrokerChoice.Placed(inProcess, "a process, for no container started: no image: no such host");
        assertThat(choice.start(Map.of())).isEqualTo(expected);
        assertThat(choice.start(Map.of())).isEqualTo(expected);
        assertThat(containersTried).hasValue(1);
    }

    @Test
    void aContainerThatFailsAfterOthersStartedIsAFailure() {
        BrokerChoice choice = new BrokerChoice(
                _ -> {
                    if (containersTried.incrementAndGet() > 1) {
                        throw new IllegalStateException("the second");
                    }
                    return inContainer;
                },
                _ -> inProcess);
        choice.start(Map.of());
        assertThatThrownBy(() -> choice.start(Map.of())).hasMessage("the second");
    }

    /** Stands for a broker that nobody talks to. */
    private record Nowhere(Object identity) implements Broker {
        Nowhere() {
            this(new Object());
        }

        @Override
        public String bootstrapServers() {
            return "nowhere:1";
        }

        @Override
        public void kill() {}

        @Override
        public void restart() {}

        @Override
        public void pause() {}

        @Override
        public void resume() {}

        @Override
        public void close() {}
    }
}
