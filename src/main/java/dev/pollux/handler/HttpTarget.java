package dev.pollux.handler;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
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

    private HttpTarget(URI url, String host, Map<String, String> headers, @Nullable BearerToken token) {
        this.tls = "https".equalsIgnoreCase(url.getScheme());
        this.host = host;
        this.port = url.getPort() >= 0 ? url.getPort() : tls ? 443 : 80;
        String rawPath = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        this.path = url.getRawQuery() == null ? rawPath : rawPath + '?' + url.getRawQuery();
        this.contentType = headers.getOrDefault("content-type", UNKNOWN_CONTENT);
        headers.remove("content-type");
        headers.putIfAbsent("user-agent", "pollux");
        this.headers = headers;
        this.token = token;
    }

    /** @throws IllegalArgumentException for a URL, a header or a token file that cannot be used */
    static HttpTarget of(HttpSettings settings) {
        URI url = settings.url();
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        String host = url.getHost();
        if (!(scheme.equals("http") || scheme.equals("https")) || host == null) {
            throw new IllegalArgumentException("handler.http.url: '" + url
                    + "' has no host or another scheme; accepted: http://host[:port]/path or https://host[:port]/path");
        }
        if (url.getRawUserInfo() != null) {
            throw new IllegalArgumentException("handler.http.url: it holds credentials, which end up in logs; accepted:"
                    + " a URL without them, with handler.http.headers or handler.http.bearer-token-file beside it");
        }
        boolean withToken = settings.bearerTokenFile() != null;
        Map<String, String> headers = HttpHeaderRules.checked(settings.headers(), withToken);
        // Brackets around an IPv6 address belong to the URL and not to the address.
        String address = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        BearerToken token = settings.bearerTokenFile() == null ? null : new BearerToken(settings.bearerTokenFile());
        return new HttpTarget(url, address, headers, token);
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
