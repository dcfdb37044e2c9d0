package dev.pollux.handler;

import static org.assertj.core.api.Assertions.assertThat;
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

class HttpRulesTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // by JUnit
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://host/x?s3cret",
                "orders?s3cret",
                "http:///orders?s3cret",
                "mailto:s3cret@b.example",
                "https:orders?s3cret",
                "http://host:65536/?s3cret",
                "http://user:s3cret@host/x"
            })
    void otherUrlsAreRefusedAndNotShown(String url) {
        assertThat(HttpRules.wrongUrl(URI.create(url))).isNotNull().doesNotContain("s3cret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://host", "HTTPS://host:65535/x?code=1", "http://[::1]:80/"})
    void urlsMayBeOfEitherScheme(String url) {
        assertThat(HttpRules.wrongUrl(URI.create(url))).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Host", "content-length", "Transfer-Encoding", "Idempotency-Key", "ce-id", "a b", "", "é"})
    void headersThatCannotBeConfiguredAreRefused(String name) {
        assertThat(HttpRules.wrongHeader(name, "s3cret", false))
                .contains("accepted")
                .doesNotContain("s3cret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3cret\r\nx-evil: 1", "s3cret\u0000", "s3cret \u20ac"})
    void aHeadersValueIsCheckedAndNotShown(String value) {
        assertThat(HttpRules.wrongHeader("x-key", value, false))
                .contains("accepted")
                .doesNotContain("s3cret");
    }

    @Test
    void aTokenAndAnAuthorizationHeaderExcludeEachOther() {
        assertThat(HttpRules.wrongHeader("Authorization", "Basic x", true)).contains("bearer-token-file");
        assertThat(HttpRules.wrongHeader("Authorization", "Basic x", false)).isNull();
        assertThat(HttpRules.wrongHeader("X-Key", "x", true)).isNull();
    }

    @Test
    void aTokenFileHasToHoldAToken() throws Exception {
        Path file = folder.resolve("token");
        assertThat(HttpRules.wrongTokenFile(file)).contains("cannot be read");
        assertThat(HttpRules.wrongTokenFile(folder)).contains("cannot be read");
        assertThat(HttpRules.wrongTokenFile(Files.writeString(file, " \n"))).contains("holds no token");
        assertThat(HttpRules.wrongTokenFile(Files.writeString(file, "s3cret\ns3cret")))
                .contains("holds no token")
                .doesNotContain("s3cret");
        assertThat(HttpRules.wrongTokenFile(Files.writeString(file, "s3cret\n")))
                .isNull();
    }

    @Test
    void aTokenFileThatIsGoneAgainIsNamed() {
        Path missing = folder.resolve("missing");
        HttpSettings http = new HttpSettings(URI.create("http://host/"), Map.of(), missing, 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Handlers.create(settings(HandlerSettings.Type.HTTP, http), 1, true))
                .withMessageContainingAll("handler.http.bearer-token-file", missing.toString(), "accepted: ");
    }

    @Test
    void settingsShowNoSecret() {
        assertThat(new HttpSettings(URI.create("http://me:s3cret@host/?s3cret"), Map.of("x", "s3cret"), null, 1))
                .asString()
                .contains("host")
                .doesNotContain("s3cret");
    }

    @Test
    void theSectionHasToBeThere() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Handlers.create(settings(HandlerSettings.Type.HTTP, null), 1, true))
                .withMessageContainingAll("handler.http", "url");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Handlers.create(settings(HandlerSettings.Type.JAVA, null), 1, true))
                .withMessageContainingAll("handler.java", "class");
    }

    private static HandlerSettings settings(HandlerSettings.Type type, @Nullable HttpSettings http) {
        return new HandlerSettings(type, Duration.ofSeconds(1), http, null);
    }
}
