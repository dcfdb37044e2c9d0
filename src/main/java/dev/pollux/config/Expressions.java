package dev.pollux.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Replaces <code>${NAME}</code> and <code>${NAME:default}</code> by environment variables and <code>${file:/path}</code>
 * by a file's content without its last line break. A default may hold expressions itself; what a variable or a file
 * holds is taken as it is. <code>$${</code> stands for <code>${</code>.
 */
final class Expressions {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final String FILE = "file:";

    private final Map<String, String> environment;

    Expressions(Map<String, String> environment) {
        this.environment = environment;
    }

    /** An expression that has no value. */
    static final class Unresolved extends Exception {
        private static final long serialVersionUID = 1L;

        Unresolved(String reason) {
            super(reason);
        }

        String reason() {
            return String.valueOf(getMessage());
        }
    }

    /**
     * The text with its expressions replaced.
     *
     * @throws Unresolved a variable or a file is missing, or the expression has no end
     */
    String resolve(String text) throws Unresolved {
        var result = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            if (text.startsWith("$${", at)) {
                result.append("${");
                at += 3;
            } else if (text.startsWith("${", at)) {
                int end = end(text, at + 2);
                result.append(value(text.substring(at + 2, end)));
                at = end + 1;
            } else {
                result.append(text.charAt(at++));
            }
        }
        return result.toString();
    }

    private String value(String expression) throws Unresolved {
        if (expression.startsWith(FILE)) {
            return content(expression.substring(FILE.length()));
        }
        int colon = expression.indexOf(':');
        var name = colon < 0 ? expression : expression.substring(0, colon);
        if (!NAME.matcher(name).matches()) {
            throw new Unresolved("'" + name + "' in ${...} is no name of an environment variable ($${ stands for ${)");
        }
        var value = environment.get(name);
        if (value != null) {
            return value;
        }
        if (colon < 0) {
            throw new Unresolved("the environment has no variable " + name + "; ${" + name + ":} would allow for that");
        }
        return resolve(expression.substring(colon + 1));
    }

    private static String content(String path) throws Unresolved {
        try {
            return Files.readString(Path.of(path)).replaceFirst("\\r?\\n\\z", "");
        } catch (IOException | InvalidPathException e) {
            throw new Unresolved("the file " + path + " cannot be read");
        }
    }

    /** Where the expression's own closing brace is. */
    private static int end(String text, int from) throws Unresolved {
        int depth = 0;
        for (int i = from; i < text.length(); i++) {
            switch (text.charAt(i)) {
                case '{' -> depth++;
                case '}' -> {
                    if (depth-- == 0) {
                        return i;
                    }
                }
                default -> {}
            }
        }
        throw new Unresolved("${ without }");
    }
}
