package dev.pollux.admin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;

/**
 * A port that is listened on, on all interfaces, before there is a server: who connects waits for its answer until then. So
 * a worker that cannot have its port says so before it does anything else, and need not wait for the server.
 */
public final class AdminPort implements AutoCloseable {
    private final ServerSocketChannel channel;

    private AdminPort(ServerSocketChannel channel) {
        this.channel = channel;
    }

    /**
     * Listens from here on.
     *
     * @param port 0 takes a free one
     * @throws PortTakenException when the port cannot be listened on
     */
    public static AdminPort open(int port) {
        try {
            ServerSocketChannel channel = ServerSocketChannel.open();
            try {
                return new AdminPort(channel.bind(new InetSocketAddress(port)));
            } catch (IOException e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            throw new PortTakenException(port, e);
        }
    }

    /** Which it is, also where any free one was asked for. */
    public int number() {
        return channel.socket().getLocalPort();
    }

    ServerSocketChannel channel() {
        return channel;
    }

    /** Listens no more; a server that was started on it has done so already when it was closed. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
