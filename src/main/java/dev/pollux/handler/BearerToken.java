package dev.pollux.handler;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A bearer token from a file that is replaced now and then, as Kubernetes does with a projected token or secret.
 *
 * <p>The file is read again at most once a second, by whichever caller comes first; reading beats watching, as Kubernetes
 * swaps symbolic links. A file that is unreadable or empty for a while leaves the last token in use.
 */
final class BearerToken {

    private static final Logger LOG = LoggerFactory.getLogger(BearerToken.class);
    private static final long INTERVAL_NANOS = Duration.ofSeconds(1).toNanos();

    private final Path file;
    // Any caller moves it on; the one that succeeds reads the file.
    private final AtomicLong lastRead = new AtomicLong(System.nanoTime());
    // Written by the caller that read the file, read by all.
    private volatile String header;
    // The same writer: says a failure once and not every second.
    private volatile boolean failed;

    /** @throws IllegalArgumentException where the file cannot be read or holds no token any more */
    BearerToken(Path file) {
        this.file = file;
        try {
            header = read(file);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "handler.http.bearer-token-file: '" + file + "' " + e.getMessage()
                            + "; accepted: a readable file that holds a token",
                    e);
        }
    }

    /** The value of the {@code authorization} header. May read the file. */
    String header() {
        long last = lastRead.get();
        long now = System.nanoTime();
        if (now - last >= INTERVAL_NANOS && lastRead.compareAndSet(last, now)) {
            reload();
        }
        return header;
    }

    private void reload() {
        try {
            header = read(file);
            failed = false;
        } catch (IOException e) {
            if (!failed) {
                LOG.warn("The bearer token stays as it was: {} {}", file, e.getMessage());
            }
            failed = true;
        }
    }

    /**
     * The value of the header that the file makes.
     *
     * @throws IOException says what is wrong with the file, without its name and content
     */
    static String read(Path file) throws IOException {
        String token;
        try {
            token = Files.readString(file).strip();
        } catch (IOException e) {
            throw new IOException("cannot be read (" + e.getClass().getSimpleName() + ")", e);
        }
        if (token.isEmpty() || !HttpRules.isSendable(token)) {
            throw new IOException("holds no token");
        }
        return "Bearer " + token;
    }
}
