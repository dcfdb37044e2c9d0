package dev.pollux.admin;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.util.JavalinBindException;
import java.util.concurrent.Executors;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * The HTTP server on {@code server.port}, on all interfaces: probes, metrics and status. Reads snapshots only; nothing
 * that it does can hold up the work.
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
     * Listens from here on.
     *
     * @throws PortTakenException when the port cannot be listened on
     */
    public static AdminServer start(ServerSettings settings, Sources sources) {
        Javalin javalin = Javalin.create(config -> {
            configure(config);
            config.jetty.port = settings.port();
            new Routes(sources).register(config.routes, settings.adminToken());
        });
        try {
            javalin.start();
        } catch (JavalinBindException e) {
            throw new PortTakenException(settings.port(), e);
        }
        return new AdminServer(javalin);
    }

    private static void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.prefer405over404 = true;
        config.concurrency.useVirtualThreads = true;
        config.jetty.threadPool = threads();
        config.jetty.addConnector((server, http) -> connector(server, http, config.jetty.port));
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

    private static ServerConnector connector(Server server, HttpConfiguration http, int port) {
        http.setSendServerVersion(false);
        ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setPort(port);
        return connector;
    }

    /** The port that it listens on, also where the settings say 0. */
    public int port() {
        return port;
    }

    /** Answers no more. */
    @Override
    public void close() {
        javalin.stop();
    }
}
