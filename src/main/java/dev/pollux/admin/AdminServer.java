package dev.pollux.admin;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.Executors;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP server on {@code server.port}: probes, metrics and status. Reads snapshots only; nothing that it does can hold up
 * the work.
 *
 * <p>A few daemon threads accept connections, and each request runs on a virtual thread of its own.
 */
public final class AdminServer implements AutoCloseable {
    /** One accepts, one selects, and Jetty wants some to spare. */
    private static final int JETTY_THREADS = 6;

    private final Javalin javalin;
    private final int port;

    private AdminServer(Javalin javalin) {
        this.javalin = javalin;
        this.port = javalin.port();
    }

    /**
     * Answers from here on, also those who connected before.
     *
     * @param port closed when this is
     * @param adminToken the bearer token of the admin calls; null answers them with 404
     */
    public static AdminServer start(AdminPort port, @Nullable String adminToken, Sources sources) {
        Javalin javalin = Javalin.create(config -> {
            configure(config, port);
            new Routes(sources).register(config.routes, adminToken);
        });
        javalin.start();
        return new AdminServer(javalin);
    }

    private static void configure(JavalinConfig config, AdminPort port) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.prefer405over404 = true;
        config.concurrency.useVirtualThreads = true;
        config.jetty.threadPool = threads();
        config.jetty.addConnector((server, http) -> connector(server, http, port));
    }

    private static QueuedThreadPool threads() {
        QueuedThreadPool threads = new QueuedThreadPool(JETTY_THREADS, 2);
        threads.setName("admin");
        threads.setDaemon(true);
        threads.setReservedThreads(0);
        threads.setVirtualThreadsExecutor(Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("admin-request-", 0).factory()));
        return threads;
    }

    private static ServerConnector connector(Server server, HttpConfiguration http, AdminPort port) {
        http.setSendServerVersion(false);
        ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        try {
            connector.open(port.channel());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return connector;
    }

    /** The port that it listens on. */
    public int port() {
        return port;
    }

    /** Answers no more. */
    @Override
    public void close() {
        javalin.stop();
    }
}
