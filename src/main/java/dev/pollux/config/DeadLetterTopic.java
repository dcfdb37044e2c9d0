package dev.pollux.config;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Keeps dead letters from coming back as records to handle. */
final class DeadLetterTopic {
    private static final String SOURCE = "{topic}";

    static final ValueType<String> TYPE =
            new ValueType<>("the name of a topic; `{topic}` in it stands for the source topic", text -> {
                if (!ValueTypes.isTopicName(text.replace(SOURCE, "t"))) {
                    throw new IllegalArgumentException();
                }
                return text;
            });

    private DeadLetterTopic() {}

    /** A source topic that would get dead letters of one of them; null for none. */
    static @Nullable String amongTopics(String template, List<String> topics) {
        return topics.stream()
                .map(topic -> template.replace(SOURCE, topic))
                .filter(topics::contains)
                .findFirst()
                .orElse(null);
    }

    /** Whether the template names one and the same topic whatever the source, and the pattern matches it. */
    static boolean isMatchedBy(Pattern pattern, String template) {
        return template.equals(SOURCE)
                || (!template.contains(SOURCE) && pattern.matcher(template).matches());
    }

    /**
     * The pattern without the topics that the template makes: {@code orders\..*} would match {@code orders.new.dlt} as
     * well as {@code orders.new}.
     */
    static Pattern excludedFrom(Pattern pattern, String template) {
        if (!template.contains(SOURCE)) {
            return pattern;
        }
        var made = Arrays.stream(template.split(Pattern.quote(SOURCE), -1))
                .map(Pattern::quote)
                .collect(Collectors.joining(".+"));
        return Pattern.compile("(?!" + made + "$)(?:" + pattern.pattern() + ")");
    }
}
