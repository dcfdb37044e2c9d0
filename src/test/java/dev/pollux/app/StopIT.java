package dev.pollux.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollux.testkit.WorkerProcess;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A stop by signal ends everything in good order before the process is gone. */
class StopIT extends ProcessTest {

    @Test
    void aHandlerIsClosedBeforeTheProcessEnds() {
        String topic = cluster.newTopic("orders", 1);
        Path closed = folder.resolve("closed");
        try (WorkerProcess worker = launch(topic, """
                        type: java
                        java:
                          class: %s
                        """.formatted(SlowlyClosingHandler.class.getName()))
                .classPath(TestClasses.FOLDER)
                .jvm("-D" + SlowlyClosingHandler.FILE + '=' + closed)
                .start()) {
            awaitAnswer("/readyz", 200, "ready");
            worker.sigterm();
            assertThat(worker.waitFor(BOUND)).hasValue(0);
            assertThat(closed).hasContent("closed");
        }
    }
}
