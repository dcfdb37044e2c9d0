package dev.pollux.config;

import java.util.List;
import java.util.function.Consumer;

/** The values of {@code --set key=value}; the last one of a key counts. */
final class CommandLineSets {
    private static final String NAME = "--set";

    private CommandLineSets() {}

    static Source read(List<String> sets, Consumer<Problem> problems) {
        var source = new Source(Source.Kind.SET, NAME);
        for (int i = 0; i < sets.size(); i++) {
            var set = sets.get(i);
            int equals = set.indexOf('=');
            if (equals < 1) {
                // The text is not shown: it may be a secret torn from its key.
                problems.accept(new Problem(NAME, null, null, "number " + (i + 1) + " is not of the form key=value"));
                continue;
            }
            var key = set.substring(0, equals).strip();
            var section = Keys.sectionOf(key);
            source.put(section == null ? key : section.normalized(key), set.substring(equals + 1), 0);
        }
        return source;
    }
}
