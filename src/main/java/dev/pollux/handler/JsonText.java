package dev.pollux.handler;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Tells JSON from other bytes. */
final class JsonText {

    private static final String JSON_TYPE = "json";
    private static final JsonFactory JSON = JsonFactory.builder()
            .recyclerPool(JsonRecyclerPools.sharedConcurrentDequePool())
            .build();

    private JsonText() {}

    /** Whether such content should be JSON: of the subtype {@code json}, or one built on it (RFC 6839, 3.1). */
    static boolean isJson(@Nullable String contentType) {
        if (contentType == null) {
            return false;
        }
        int parameters = contentType.indexOf(';');
        String type = (parameters < 0 ? contentType : contentType.substring(0, parameters)).stripTrailing();
        int slash = type.indexOf('/');
        int json = type.length() - JSON_TYPE.length();
        return slash > 0
                && slash == type.lastIndexOf('/')
                && json > slash
                && (json == slash + 1 || type.charAt(json - 1) == '+')
                && type.regionMatches(true, json, JSON_TYPE, 0, JSON_TYPE.length());
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
