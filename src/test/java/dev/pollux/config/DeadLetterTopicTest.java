package dev.pollux.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollux.kafka.Subscription;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeadLetterTopicTest {
    /** What a pattern matches without the dead letter topics of the template. */
    @ParameterizedTest
    @CsvSource({
        "orders\\..*, {topic}.dlt, orders.new, true",
        "orders\\..*, {topic}.dlt, orders.new.dlt, false",
        "orders\\..*, {topic}.dlt, orders.dltx, true",
        "orders\\..*, {topic}.dlt, payments, false",
        "a|b, {topic}.dlt, b, true",
        "a|b.*, {topic}.dlt, b.dlt, false",
        ".*, dead.{topic}, dead.orders, false",
        ".*, dead.{topic}, deadXorders, true",
        ".*, {topic}.of.{topic}, a.of.a, false",
        "orders, dead, orders, true",
    })
    void aPatternLeavesOutDeadLetters(String pattern, String template, String topic, boolean read) throws Exception {
        var config = TestConfig.read("topics=", "topic-pattern=" + pattern, "dead-letter.topic=" + template);

        assertThat(config.kafka().subscription())
                .isInstanceOfSatisfying(
                        Subscription.Matching.class,
                        matching -> assertThat(matching.pattern().matcher(topic).matches())
                                .isEqualTo(read));
    }
}
