package dev.pollux.handler;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The {@code handler.http} section, as {@link HttpRules} wants it.
 *
 * @param url where each record is posted; http or https
 * @param headers sent with each request, such as an API key
 * @param bearerTokenFile a file whose content is sent as a bearer token, read anew when it changes; null for none
 * @param batchMaxRecords the most records in one request; 1 for one event a request in binary mode, more for batches
 */
public record HttpSettings(
        URI url, Map<String, String> headers, @Nullable Path bearerTokenFile, int batchMaxRecords) {
    /** Without the URL's user and query and the headers' values: they may be secrets. */
    @Override
    public String toString() {
        return "HttpSettings[url=" + shown(url) + ", headers=" + headers.keySet() + ", bearerTokenFile="
                + bearerTokenFile + ", batchMaxRecords=" + batchMaxRecords + ']';
    }

    private static String shown(URI url) {
        return url.toString().replaceAll("//[^/]*@", "//***@").replaceAll("\\?.*", "?***");
    }
}
