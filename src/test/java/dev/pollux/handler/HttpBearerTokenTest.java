package dev.pollux.handler;

import static dev.pollux.handler.Deliveries.orders;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pollux.api.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpBearerTokenTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // by JUnit
    Path folder;

    @Test
    void theTokenFollowsItsFileAsKubernetesSwapsIt() throws Exception {
        Path token = mountedAsKubernetesDoes("first");
        try (Receiver receiver = Receiver.answering(200);
                HttpClientUnderTest client = new HttpClientUnderTest(
                        receiver.url(), Map.of(), token, HttpClientUnderTest.TIMEOUT, 4, true)) {
            assertThat(authorization(receiver, client)).isEqualTo("Bearer first");

            publish("second");
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> authorization(receiver, client), "Bearer second"::equals);

            // A file that is away for a while, or half written, does not take the token away.
            Files.delete(folder.resolve("..data"));
            Duration meanwhile = Duration.ofMillis(2500);
            await().during(meanwhile)
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> authorization(receiver, client), "Bearer second"::equals);

            publish("third");
            await().atMost(Duration.ofSeconds(10)).until(() -> authorization(receiver, client), "Bearer third"::equals);
        }
    }

    private static String authorization(Receiver receiver, HttpClientUnderTest client) throws Exception {
        assertThat(client.post(orders("k", "v"))).isEqualTo(Outcome.accept());
        return String.valueOf(receiver.requests.getLast().header("authorization"));
    }

    /** {@code token} points to {@code ..data/token}, and {@code ..data} to a folder of each version. */
    private Path mountedAsKubernetesDoes(String content) throws Exception {
        publish(content);
        return Files.createSymbolicLink(folder.resolve("token"), Path.of("..data", "token"));
    }

    private void publish(String content) throws Exception {
        Path version = Files.createDirectory(folder.resolve("..version-" + content));
        Files.writeString(version.resolve("token"), content + "\n");
        Path link = Files.createSymbolicLink(folder.resolve("..data_tmp"), version.getFileName());
        Files.move(link, folder.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
    }
}
