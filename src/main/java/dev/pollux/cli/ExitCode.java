package dev.pollux.cli;

/** How the process ends. */
final class ExitCode {
    static final int OK = 0;
    static final int FAILED = 1;
    static final int USAGE = 2;

    /** Another instance of the same id took this one's place; returned by the worker itself. */
    static final int FENCED = 3;

    private ExitCode() {}
}
