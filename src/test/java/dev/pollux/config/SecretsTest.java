package dev.pollux.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
    private static final String SECRET = "hunter2";

    @TempDir
    Path folder;

    /** Values that are wrong, so that a problem has to be told without them. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "server.admin-token=hunter2 hunter2",
                "server.admin-tokn=hunter2",
                "kafkaa.sasl.password=hunter2",
                "kafka.ssl.keystore.key.enabled=${NONE} hunter2",
                "handler.http.headers.x api=hunter2",
                "handler.http.headers.x-api=hunter2\n",
                "handler.http.url=http://me:hunter2@host/",
                "handler.http.url=http:/host?code=hunter2",
                "handler.http.url=//me:hunter2@host/",
                "hunter2",
                "group=${hunter",
                "concurrency=${DB_PASSWORD}",
                "concurrency=${file:SECRET}",
                "server.admin-token=${file:SECRET} ",
                "kafka.security.protocol=${file:SECRET}",
                "kafka.bootstrap.servers=${file:SECRET}",
                "kafka.sasl.login.refresh.window.factor=${file:SECRET}",
                "topics=${file:SECRET}/",
            })
    void areNotInProblems(String set) {
        var file = TestConfig.write(folder, "secret", SECRET + '\n');
        var environment = Map.of("DB_PASSWORD", SECRET);

        var invalid = catchThrowableOfType(
                InvalidConfigException.class,
                () -> ConfigReader.read(null, environment, TestConfig.with(set.replace("SECRET", file.toString()))));

        assertThat(invalid).isNotNull();
        assertThat(invalid.problems()).hasSize(1);
        assertThat(invalid.toString() + invalid.problems()).doesNotContain(SECRET);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kafka.sasl.jaas.config",
                "kafka.ssl.key.password",
                "kafka.ssl.keystore.key",
                "kafka.sasl.oauthbearer.client.credentials.client.secret",
                "kafka.schema.registry.basic.auth.user.info",
                "kafka.plugin.api.key",
                "handler.java.deserializer.basic.auth.user.info",
                "handler.http.headers.authorization",
                "server.admin-token",
            })
    void areKnownByTheirKeys(String key) {
        assertThat(Secrets.shown(key, SECRET, SECRET)).isEqualTo("***");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"kafka.bootstrap.servers", "kafka.key.deserializer", "group", "handler.http.bearer-token-file"})
    void othersAreShown(String key) {
        assertThat(Secrets.shown(key, "v", "v")).isEqualTo("v");
    }

    @Test
    void whatIsShownIsShortAndOnOneLine() {
        assertThat(Secrets.shown("group", "", "a\nb" + "c".repeat(100)))
                .startsWith("a b")
                .hasSize(83);
    }

    @Test
    void areNotInTheConfigurationsText() throws Exception {
        var config = ConfigReader.read(
                null,
                Map.of(),
                TestConfig.with(
                        "kafka.sasl.jaas.config=" + SECRET,
                        "server.admin-token=" + SECRET,
                        "handler.type=http",
                        "handler.http.url=http://host/?code=" + SECRET,
                        "handler.http.headers.x-api-key=" + SECRET));
        var java = ConfigReader.read(
                null,
                Map.of(),
                TestConfig.with(
                        "handler.type=java",
                        "handler.java.class=a.B",
                        "handler.java.deserializer.basic.auth.user.info=" + SECRET));

        assertThat(List.of(config, java).toString()).doesNotContain(SECRET).contains("sasl.jaas.config", "x-api-key");
    }
}
