package dev.pollux.admin;

/** The server's port cannot be listened on: somebody else does, or this user may not. The message says it to people. */
public final class PortTakenException extends RuntimeException {
    PortTakenException(int port, Throwable cause) {
        super(
                "server.port: cannot listen on port " + port + " (" + reason(cause)
                        + "); accepted: a port that is free and open to this user, or 0 for any free one",
                cause);
    }

    private static String reason(Throwable cause) {
        Throwable root = cause;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }
}
