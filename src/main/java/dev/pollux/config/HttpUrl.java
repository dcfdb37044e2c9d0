package dev.pollux.config;

import dev.pollux.config.ValueType.Unacceptable;
import java.net.URI;

/** The URL that records are posted to. */
final class HttpUrl {
    static final ValueType<URI> TYPE = new ValueType<>("an http or https URL with a host", HttpUrl::parse);

    private HttpUrl() {}

    private static URI parse(String text) {
        var uri = URI.create(text.strip());
        var scheme = uri.getScheme();
        boolean http = "http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme);
        if (uri.getRawUserInfo() != null) {
            throw new Unacceptable(
                    "a user and password in it would not be sent: use handler.http.headers.authorization");
        }
        if (!http || uri.getHost() == null || uri.getPort() > 65_535) {
            throw new IllegalArgumentException();
        }
        return uri;
    }
}
