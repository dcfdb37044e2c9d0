package dev.pollux.config;

import dev.pollux.config.ValueType.Unacceptable;
import dev.pollux.handler.HttpRules;
import java.net.URI;

/** The URL that records are posted to. */
final class HttpUrl {
    static final ValueType<URI> TYPE = new ValueType<>("an http or https URL with a host", HttpUrl::parse);

    private HttpUrl() {}

    private static URI parse(String text) {
        var uri = URI.create(text.strip());
        var wrong = HttpRules.wrongUrl(uri);
        if (wrong != null) {
            throw new Unacceptable(wrong);
        }
        return uri;
    }
}
