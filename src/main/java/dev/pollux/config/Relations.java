package dev.pollux.config;

import dev.pollux.handler.HandlerSettings;
import dev.pollux.handler.HttpRules;
import dev.pollux.kafka.MembershipSettings;

/** Combinations of Pollux's own keys that cannot be. Each check leaves out what is wrong already by itself. */
final class Relations {
    private final Values values;

    private Relations(Values values) {
        this.values = values;
    }

    /** Reports them to the values' problems. */
    static void check(Values values) {
        var relations = new Relations(values);
        relations.subscription();
        relations.deadLetters();
        relations.membership();
        relations.handler();
        relations.headers();
        relations.retry();
    }

    private void subscription() {
        boolean topics = values.isGiven(Keys.TOPICS);
        boolean pattern = values.isGiven(Keys.TOPIC_PATTERN);
        if (topics && pattern) {
            values.problem(Keys.TOPIC_PATTERN, "cannot be combined with topics: accepted is one of the two");
        } else if (!topics && !pattern) {
            values.missing(Keys.TOPICS, ", and so is topic-pattern: one of the two is needed");
        }
    }

    private void deadLetters() {
        var template = values.get(Keys.DEAD_LETTER_TOPIC);
        if (template == null) {
            return;
        }
        var topics = values.get(Keys.TOPICS);
        var source = topics == null ? null : DeadLetterTopic.amongTopics(template, topics);
        if (source != null) {
            values.problem(
                    Keys.DEAD_LETTER_TOPIC,
                    "dead letters would come back as records of the source topic " + source
                            + ": accepted is a topic that is not read");
        }
        var pattern = values.get(Keys.TOPIC_PATTERN);
        if (pattern != null && DeadLetterTopic.isMatchedBy(pattern, template)) {
            values.problem(
                    Keys.DEAD_LETTER_TOPIC,
                    "dead letters would come back, for topic-pattern matches it: accepted is a topic that is not read");
        }
    }

    private void membership() {
        var instanceId = values.get(Keys.INSTANCE_ID);
        if (values.get(Keys.ON_SHUTDOWN) == MembershipSettings.OnShutdown.REMAIN
                && instanceId != null
                && instanceId.isEmpty()) {
            values.problem(
                    Keys.ON_SHUTDOWN,
                    "needs membership.instance-id: without one nobody could take the place of a member that remains, "
                            + "and its partitions would stand still until its session times out");
        }
    }

    private void handler() {
        var type = values.get(Keys.HANDLER_TYPE);
        if (type == HandlerSettings.Type.HTTP && !values.isGiven(Keys.URL)) {
            values.missing(Keys.URL, ", and handler.type: http needs it");
        }
        if (type == HandlerSettings.Type.JAVA && !values.isGiven(Keys.JAVA_CLASS)) {
            values.missing(Keys.JAVA_CLASS, ", and handler.type: java needs it");
        }
    }

    private void headers() {
        boolean withToken = values.isGiven(Keys.BEARER_TOKEN_FILE);
        values.section(Keys.HEADERS).forEach((name, entry) -> {
            var wrong = HttpRules.wrongHeader(name, entry.text(), withToken);
            if (wrong != null) {
                values.problem(entry, wrong);
            }
        });
    }

    private void retry() {
        var backoff = values.get(Keys.BACKOFF);
        var longest = values.get(Keys.MAX_BACKOFF);
        if (backoff != null && longest != null && longest.compareTo(backoff) < 0) {
            values.problem(Keys.MAX_BACKOFF, "accepted: at least retry.backoff, which is " + backoff);
        }
    }
}
