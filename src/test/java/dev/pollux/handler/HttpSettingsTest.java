package dev.pollux.handler;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpSettingsTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // by JUnit
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"ftp://host/x", "orders", "http:///orders", "mailto:a@b.example", "https:orders"})
    void otherUrlsAreRefused(String url) {
        refused(url, Map.of(), null, "handler.http.url", "'" + url + "'", "accepted: http://");
    }

    @Test
    void credentialsInTheUrlAreRefusedAndNotShown() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> create("http://user:s3cret@host/x", Map.of(), null))
                .withMessageStartingWith("handler.http.url")
                .withMessageNotContaining("s3cret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Host", "content-length", "Transfer-Encoding", "Idempotency-Key", "ce-id", "a b", "", "é"})
    void headersThatCannotBeConfiguredAreRefused(String name) {
        refused("http://host/x", Map.of(name, "s3cret"), null, "handler.http.headers", "'" + name + "'", "accepted: ");
    }

    @Test
    void aHeadersValueIsCheckedAndNotShown() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> create("http://host/x", Map.of("x-key", "s3cret\r\nx-evil: 1"), null))
                .withMessageContaining("'x-key'")
                .withMessageNotContaining("s3cret");
    }

    @Test
    void aTokenAndAnAuthorizationHeaderExcludeEachOther() throws Exception {
        Path token = Files.writeString(folder.resolve("token"), "t");
        refused("http://host/x", Map.of("Authorization", "Basic x"), token, "'Authorization'", "bearer-token-file");
    }

    @Test
    void aTokenFileHasToHoldAToken() throws Exception {
        Path missing = folder.resolve("missing");
        refused("http://host/x", Map.of(), missing, "handler.http.bearer-token-file", missing.toString(), "accepted: ");
        Path empty = Files.writeString(folder.resolve("empty"), " \n");
        refused("http://host/x", Map.of(), empty, "holds no token", "accepted: ");
    }

    @Test
    void theSectionHasToBeThere() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Handlers.create(
                        new HandlerSettings(HandlerSettings.Type.HTTP, Duration.ofSeconds(1), null, null), 1, true))
                .withMessageContainingAll("handler.http", "url");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Handlers.create(
                        new HandlerSettings(HandlerSettings.Type.JAVA, Duration.ofSeconds(1), null, null), 1, true))
                .withMessageContainingAll("handler.java", "class");
    }

    private static void refused(String url, Map<String, String> headers, @Nullable Path token, String... message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> create(url, headers, token))
                .withMessageContainingAll(message);
    }

    private static void create(String url, Map<String, String> headers, @Nullable Path token) {
        HttpSettings http = new HttpSettings(URI.create(url), headers, token);
        var _ = Handlers.create(
                new HandlerSettings(HandlerSettings.Type.HTTP, Duration.ofSeconds(1), http, null), 1, true);
    }
}
