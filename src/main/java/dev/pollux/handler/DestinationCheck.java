package dev.pollux.handler;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** Whether records would reach their destination, as far as that can be told without sending one. Blocks. */
public final class DestinationCheck {
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private DestinationCheck() {}

    /**
     * Makes the handler but does not open it, and connects to its URL but asks nothing of it.
     *
     * @param fine told what is as it has to be
     * @param wrong told what is not
     */
    public static void run(HandlerSettings settings, Consumer<String> fine, Consumer<String> wrong) {
        try {
            var _ = Handlers.create(settings, 1, true);
        } catch (IllegalArgumentException | IllegalStateException e) {
            // The user's own class may say several lines.
            wrong.accept(String.valueOf(e.getMessage()).replaceAll("\\R", " "));
            return;
        }
        HttpSettings http = settings.http();
        JavaSettings plugIn = settings.java();
        if (http != null) {
            connect(http.url(), settings.timeout(), fine, wrong);
        } else if (plugIn != null) {
            fine.accept("handler.java.class " + plugIn.className() + ": found");
        } else {
            fine.accept("handler.type " + settings.type().name().toLowerCase(Locale.ROOT));
        }
    }

    private static void connect(URI url, Duration timeout, Consumer<String> fine, Consumer<String> wrong) {
        boolean tls = "https".equalsIgnoreCase(url.getScheme());
        int port = url.getPort() > 0 ? url.getPort() : tls ? 443 : 80;
        // Not the whole URL: its user and its query may be secrets.
        String where = url.getScheme() + "://" + url.getHost() + ':' + port;
        int millis = (int) Math.min(timeout.toMillis(), LONGEST.toMillis());
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(url.getHost(), port), millis);
            socket.setSoTimeout(millis);
            if (tls) {
                handshake(socket, url.getHost(), port);
            }
            fine.accept("handler.http.url: " + where + " can be reached; nothing was sent");
        } catch (IOException | IllegalArgumentException e) {
            wrong.accept("handler.http.url: " + where + " cannot be reached: " + e);
        }
    }

    private static void handshake(Socket socket, String host, int port) throws IOException {
        var factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        try (SSLSocket secure = (SSLSocket) factory.createSocket(socket, host, port, true)) {
            SSLParameters parameters = secure.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            secure.setSSLParameters(parameters);
            secure.startHandshake();
        }
    }
}
