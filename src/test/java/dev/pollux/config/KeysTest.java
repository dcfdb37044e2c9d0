package dev.pollux.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Map;
import org.junit.jupiter.api.Test;

class KeysTest {
    @Test
    void noTwoKeysShareAVariable() {
        assertThat(Keys.keys())
                .extracting(key -> Environment.variable(key.name()))
                .doesNotHaveDuplicates()
                .doesNotContain("POLLUX_CONFIG");
    }

    @Test
    void noKeyLiesInASectionWithFreeKeys() {
        assertThat(Keys.keys()).allMatch(key -> Keys.sectionOf(key.name()) == null);
    }

    @Test
    void everyDefaultIsAccepted() {
        for (var key : Keys.keys()) {
            var fallback = key.fallback();
            if (fallback != null) {
                assertThatCode(() -> key.type().parse(new Expressions(Map.of()).resolve(fallback)))
                        .as(key.name())
                        .doesNotThrowAnyException();
            }
        }
    }

    @Test
    void everyMeaningIsOneSentence() {
        assertThat(Keys.settings()).allMatch(setting -> setting.meaning().matches("[^\\n]+\\."));
    }
}
