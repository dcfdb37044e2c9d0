package dev.pollux.handler;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.IOException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells JSON from other bytes. */
final class JsonText {

    /** The subtype {@code json}, or one built on it (RFC 6839, 3.1); parameters don't count. */
    private static final Pattern TYPE =
            Pattern.compile("[^/;]+/([^/;]*\\+)?json\\s*(;.*)?", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final String USUAL = "application/json";
    private static final JsonFactory JSON = JsonFactory.builder()
            .recyclerPool(JsonRecyclerPools.sharedConcurrentDequePool())
            .build();

    private JsonText() {}

    /** Whether such content should be JSON. */
    static boolean isJson(@Nullable String contentType) {
        return contentType != null
                && (contentType.equals(USUAL) || TYPE.matcher(contentType).matches());
    }

    /** The bytes as text, where they are exactly one value of JSON in UTF-8; else null. */
    static @Nullable String value(byte[] bytes) {
        return text(bytes, false);
    }

    /** The same where the value is an object; else null. */
    static @Nullable String object(byte[] bytes) {
        return text(bytes, true);
    }

    private static @Nullable String text(byte[] bytes, boolean objectOnly) {
        String text = Utf8.textOf(bytes);
        if (text == null) {
            return null;
        }
        try (JsonParser parser = JSON.createParser(text)) {
            JsonToken first = parser.nextToken();
            if (first == null || (objectOnly && first != JsonToken.START_OBJECT)) {
                return null;
            }
            parser.skipChildren();
            return parser.nextToken() == null ? text : null;
        } catch (IOException notJson) {
            return null;
        }
    }
}
