package dev.pollux.handler;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What {@code handler.http} may say: asked by whoever reads the configuration, and relied on by the handler.
 *
 * <p>Each answer is what is wrong and what is accepted, and null where nothing is wrong. None quotes a URL, a value or a
 * token.
 */
public final class HttpRules {

    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern VALUE = Pattern.compile("[\\t\\x20-\\x7e\\x80-\\xff]*");
    private static final int MOST_PORT = 65_535;
    private static final Set<String> OURS = Set.of(
            "connection", "content-length", "expect", "host", "idempotency-key", "te", "transfer-encoding", "upgrade");

    private HttpRules() {}

    /** What is wrong with {@code handler.http.url}. */
    public static @Nullable String wrongUrl(URI url) {
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        if (url.getRawUserInfo() != null) {
            return "a user and password in it would not be sent: use handler.http.headers.authorization or"
                    + " handler.http.bearer-token-file";
        }
        if (!scheme.equals("http") && !scheme.equals("https")) {
            return "its scheme is neither http nor https";
        }
        if (url.getHost() == null) {
            return "it names no host";
        }
        return url.getPort() > MOST_PORT ? "its port is beyond " + MOST_PORT : null;
    }

    /**
     * What is wrong with one of {@code handler.http.headers} (RFC 9110, 5.1 and 5.5).
     *
     * @param name in upper or lower case
     * @param withToken whether a bearer token is sent, so that {@code authorization} is taken
     */
    public static @Nullable String wrongHeader(String name, String value, boolean withToken) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (!NAME.matcher(lower).matches()) {
            return "accepted: the name of an HTTP header, of letters, digits and !#$%&'*+-.^_`|~";
        }
        if (OURS.contains(lower) || lower.startsWith("ce-")) {
            return "Pollux sets this header itself: accepted is any but ce-* and "
                    + String.join(", ", OURS.stream().sorted().toList());
        }
        if (!isSendable(value)) {
            return "accepted: a header's value, without line breaks, control characters and characters beyond Latin-1";
        }
        return withToken && lower.equals("authorization")
                ? "cannot be combined with handler.http.bearer-token-file: accepted is one of the two"
                : null;
    }

    /** What is wrong with {@code handler.http.bearer-token-file}. Reads the file. */
    public static @Nullable String wrongTokenFile(Path file) {
        try {
            var _ = BearerToken.read(file);
            return null;
        } catch (IOException e) {
            return "it " + e.getMessage();
        }
    }

    /** Whether the text can be a header's value as it stands. */
    static boolean isSendable(String value) {
        return VALUE.matcher(value).matches();
    }
}
