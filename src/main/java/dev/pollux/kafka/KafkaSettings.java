package dev.pollux.kafka;

import java.util.Map;

/**
 * What the poll loop and the dead letter producer are assembled from.
 *
 * @param client the {@code kafka} section: any client property, passed on to consumer, producer and admin client
 * @param group {@code group.id}
 * @param deadLetterTopic the dead letter topic; <code>{topic}</code> stands for the source topic
 * @param failFast whether a missing topic or unreachable brokers at start end the worker (exit code 1) instead of waiting
 */
public record KafkaSettings(
        Map<String, String> client,
        String group,
        Subscription subscription,
        StartPosition start,
        MembershipSettings membership,
        String deadLetterTopic,
        boolean failFast) {

    /** The dead letter topic of a source topic. */
    public String deadLetterTopic(String sourceTopic) {
        return deadLetterTopic.replace("{topic}", sourceTopic);
    }

    /** Without the values of the client's properties: some are secrets. */
    @Override
    public String toString() {
        return "KafkaSettings[client=" + client.keySet() + ", group=" + group + ", subscription=" + subscription
                + ", start=" + start + ", membership=" + membership + ", deadLetterTopic=" + deadLetterTopic
                + ", failFast=" + failFast + ']';
    }
}
