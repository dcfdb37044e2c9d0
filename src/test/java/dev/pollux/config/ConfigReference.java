package dev.pollux.config;

import java.util.stream.Collectors;

/** The reference of all keys as a Markdown table, made of the same list that is read by. */
final class ConfigReference {
    private ConfigReference() {}

    /** The table, in the order of the file; ends with a line break. */
    static String markdown() {
        return Keys.settings().stream()
                .map(ConfigReference::row)
                .collect(Collectors.joining("", "| key | default | accepted | meaning |\n|---|---|---|---|\n", ""));
    }

    private static String row(Setting setting) {
        return "| `" + setting.name() + "` | " + fallback(setting) + " | " + cell(setting.accepted()) + " | "
                + cell(setting.meaning()) + " |\n";
    }

    private static String fallback(Setting setting) {
        var fallback = setting.fallback();
        if (fallback == null) {
            return setting.required() ? "**required**" : "";
        }
        return fallback.isEmpty() ? "empty" : '`' + fallback + '`';
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }
}
