package dev.pollux.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.Header;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The paths and their answers. */
final class Routes {
    private static final Logger LOG = LoggerFactory.getLogger(Routes.class);
    /** The page is one file: it loads nothing, and nobody may frame it. */
    private static final String PAGE_POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline';"
                    + " connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final JsonMapper JSON = new JsonMapper();

    private final Sources sources;
    private final byte[] page = page();

    Routes(Sources sources) {
        this.sources = sources;
    }

    /** Adds them all; without a token there are no calls that change anything. */
    void register(RoutesConfig routes, @Nullable String adminToken) {
        routes.before(Routes::neverStored);
        get(routes, "/", this::page);
        get(
                routes,
                "/livez",
                context -> probe(context, Probe.alive(sources.member().get())));
        get(
                routes,
                "/readyz",
                context -> probe(
                        context,
                        Probe.ready(sources.engine().get(), sources.member().get())));
        get(
                routes,
                "/startupz",
                context -> probe(context, Probe.started(sources.member().get())));
        get(routes, "/metrics", this::metrics);
        get(routes, "/status", context -> json(context, HttpStatus.OK, Status.of(sources)));
        PauseCalls.register(routes, adminToken, sources.pausing());
        routes.exception(HttpResponseException.class, Routes::refused);
        routes.exception(Exception.class, Routes::failed);
    }

    /** Left alone, HEAD would answer 200 whatever GET says. */
    private static void get(RoutesConfig routes, String path, Handler handler) {
        routes.get(path, handler);
        routes.head(path, handler);
    }

    private static void neverStored(Context context) {
        context.header(Header.CACHE_CONTROL, "no-store");
        context.header(Header.X_CONTENT_TYPE_OPTIONS, "nosniff");
    }

    private void page(Context context) {
        context.header(Header.CONTENT_SECURITY_POLICY, PAGE_POLICY);
        context.contentType("text/html; charset=utf-8").result(page);
    }

    private void metrics(Context context) {
        MetricsText.Scrape scrape = sources.metrics().scrape(context.header(Header.ACCEPT));
        context.contentType(scrape.contentType()).result(scrape.text());
    }

    private static void probe(Context context, Probe probe) {
        json(context, probe.fine() ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE, probe);
    }

    private static void refused(HttpResponseException refusal, Context context) {
        HttpStatus status = HttpStatus.forStatus(refusal.getStatus());
        if (status == HttpStatus.METHOD_NOT_ALLOWED) {
            context.header(Header.ALLOW, PauseCalls.isPath(context.path()) ? "POST" : "GET, HEAD");
        }
        boolean said = status == HttpStatus.BAD_REQUEST && refusal.getMessage() != null;
        json(context, status, Map.of("error", said ? refusal.getMessage() : status.getMessage()));
    }

    private static void failed(Exception failure, Context context) {
        LOG.error("{} {} failed", context.method(), context.path(), failure);
        json(context, HttpStatus.INTERNAL_SERVER_ERROR, Map.of("error", "Internal Server Error; see the log"));
    }

    private static void json(Context context, HttpStatus status, Object body) {
        try {
            context.status(status).contentType("application/json").result(JSON.writeValueAsBytes(body));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] page() {
        try (InputStream file = Objects.requireNonNull(Routes.class.getResourceAsStream("page.html"))) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
