package dev.pollux.handler;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which headers {@code handler.http.headers} may name, and what a value may hold (RFC 9110, 5.1 and 5.5). */
final class HttpHeaderRules {

    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern VALUE = Pattern.compile("[\\t\\x20-\\x7e\\x80-\\xff]*");
    private static final Set<String> OURS = Set.of(
            "connection", "content-length", "expect", "host", "idempotency-key", "te", "transfer-encoding", "upgrade");

    private HttpHeaderRules() {}

    /**
     * The headers with their names in lower case.
     *
     * @param withToken whether a bearer token is sent, so that {@code authorization} is taken
     * @throws IllegalArgumentException for a name or a value that cannot be sent; never quotes a value
     */
    static Map<String, String> checked(Map<String, String> headers, boolean withToken) {
        Map<String, String> checked = new LinkedHashMap<>();
        headers.forEach((name, value) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            String wrong = whatIsWrong(lower, value, withToken);
            if (wrong != null) {
                throw new IllegalArgumentException("handler.http.headers: '" + name + "' " + wrong);
            }
            checked.put(lower, value);
        });
        return checked;
    }

    private static @Nullable String whatIsWrong(String name, String value, boolean withToken) {
        if (!NAME.matcher(name).matches()) {
            return "is not a header's name; accepted: letters, digits and !#$%&'*+-.^_`|~";
        }
        if (OURS.contains(name) || name.startsWith("ce-")) {
            return "is set by Pollux itself; accepted: any header but ce-* and " + String.join(", ", sorted());
        }
        if (withToken && name.equals("authorization")) {
            return "stands beside handler.http.bearer-token-file; accepted: one of the two";
        }
        return isSendable(value) ? null : "has a value with control or non-Latin characters; accepted: printable text";
    }

    /** Whether the text can be a header's value as it stands. */
    static boolean isSendable(String value) {
        return VALUE.matcher(value).matches();
    }

    private static String[] sorted() {
        return OURS.stream().sorted().toArray(String[]::new);
    }
}
