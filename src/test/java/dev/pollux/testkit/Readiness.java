package dev.pollux.testkit;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** Whether a broker takes part in its cluster, which is more than that its port is open. */
final class Readiness {
    private static final int ATTEMPT_MILLIS = 1000;
    private static final long PORT_PERIOD_NANOS = 20_000_000;

    private Readiness() {}

    /** Waits until the broker serves; false when {@code alive} says no or the time is over. */
    static boolean await(String servers, BooleanSupplier alive, Duration bound) {
        long deadline = System.nanoTime() + bound.toNanos();
        // A client that starts before anybody listens backs off, and logs each attempt.
        while (alive.getAsBoolean() && System.nanoTime() - deadline < 0 && !listening(servers)) {
            LockSupport.parkNanos(PORT_PERIOD_NANOS);
        }
        // The client's own waits between two attempts are as short as they may be.
        try (Admin admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, servers,
                AdminClientConfig.RECONNECT_BACKOFF_MS_CONFIG, "50",
                AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, "50",
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ATTEMPT_MILLIS,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ATTEMPT_MILLIS))) {
            while (alive.getAsBoolean() && System.nanoTime() - deadline < 0) {
                if (serves(admin)) {
                    return true;
                }
            }
            return false;
        }
    }

    private static boolean listening(String servers) {
        String[] hostAndPort = servers.split(":", 2);
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(hostAndPort[0], Integer.parseInt(hostAndPort[1])), ATTEMPT_MILLIS);
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private static boolean serves(Admin admin) {
        try {
            // A broker that is still fenced is not in this list.
            return !admin.describeCluster().nodes().get().isEmpty();
        } catch (ExecutionException _) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
