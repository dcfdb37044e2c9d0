package dev.pollux.handler;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where requests go and what each of them carries besides its record. Immutable but for the token behind it. */
final class HttpTarget {

    /** What an unknown content is, to RFC 9110 (8.3). */
    private static final String UNKNOWN_CONTENT = "application/octet-stream";

    private final boolean tls;
    private final String host;
    private final int port;
    private final String path;
    private final String contentType;
    private final Map<String, String> headers;
    private final @Nullable BearerToken token;

    /** @throws IllegalArgumentException for a token file that cannot be used any more */
    HttpTarget(HttpSettings settings) {
        URI url = settings.url();
        this.tls = "https".equalsIgnoreCase(url.getScheme());
        String named = url.getHost();
        // Brackets around an IPv6 address belong to the URL and not to the address.
        this.host = named.startsWith("[") ? named.substring(1, named.length() - 1) : named;
        this.port = url.getPort() >= 0 ? url.getPort() : tls ? 443 : 80;
        String rawPath = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        this.path = url.getRawQuery() == null ? rawPath : rawPath + '?' + url.getRawQuery();
        this.headers = new LinkedHashMap<>();
        settings.headers().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
        this.contentType = headers.getOrDefault("content-type", UNKNOWN_CONTENT);
        headers.remove("content-type");
        headers.putIfAbsent("user-agent", "pollux");
        this.token = settings.bearerTokenFile() == null ? null : new BearerToken(settings.bearerTokenFile());
    }

    boolean tls() {
        return tls;
    }

    /** For a record that does not tell its own. */
    String contentType() {
        return contentType;
    }

    /** Sent with each request; names in lower case. */
    Map<String, String> headers() {
        return headers;
    }

    /** The {@code authorization} header of the moment; null for none. May read a file. */
    @Nullable
    String authorization() {
        return token == null ? null : token.header();
    }

    /** Made anew for each client, which only reads it. */
    RequestOptions requestOptions() {
        return new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setSsl(tls)
                .setHost(host)
                .setPort(port)
                .setURI(path);
    }
}
