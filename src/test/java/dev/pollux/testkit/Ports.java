package dev.pollux.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports that nobody listens on.
 *
 * <p>They lie below the range from which the kernel takes the ports of outgoing connections: a client that keeps trying to
 * reach a broker that is down could otherwise be given the broker's own port, connect to itself, and keep the broker from
 * coming back.
 */
public final class Ports {
    private static final int LOWEST = 15_000;
    private static final int BELOW = 32_000;
    private static final int ATTEMPTS = 200;

    private Ports() {}

    /** A port on which nobody listens at the moment. */
    public static int free() {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, BELOW);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no free port between " + LOWEST + " and " + BELOW);
    }

    /** Whether a server could listen on this port, on every address. */
    public static boolean isFree(int port) {
        return canBind(new InetSocketAddress(port))
                && canBind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    private static boolean canBind(InetSocketAddress address) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(address);
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
