package dev.pollux.app;

/** How the process ends. */
public enum ExitCode {
    /** Stopped by SIGTERM or SIGINT. */
    FINE(0, "fine"),
    /** The log's last line says why. */
    FAILED(1, "failed while running"),
    /** Nothing was started. */
    MISCONFIGURED(2, "wrong usage or configuration"),
    /** Another instance of the same id took this one's place. */
    FENCED(3, "fenced by another instance of the same id");

    private final int code;
    private final String meaning;

    ExitCode(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    /** What the process ends with. */
    public int code() {
        return code;
    }

    /** The same in words, for the command line's help. */
    public String meaning() {
        return meaning;
    }
}
