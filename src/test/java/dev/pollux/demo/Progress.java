package dev.pollux.demo;

import java.io.Console;
import java.io.PrintStream;
import java.util.Optional;

/** One line that is written over on a terminal; elsewhere, such as in a build's log, one line a second. */
final class Progress {
    private static final long SECOND = 1_000_000_000;
    private static final int WIDTH = 79;

    private final PrintStream out;
    private final boolean terminal;
    private boolean begun;
    private long lastNanos = System.nanoTime() - SECOND;

    Progress(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** On standard output, which is a terminal or not. */
    static Progress onStandardOutput() {
        return new Progress(System.out, isTerminal());
    }

    private static boolean isTerminal() {
        // Without one, Java 25 answers null, Java 22 to 24 a console that says so.
        return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    }

    /** Shows where things stand. */
    void show(String line) {
        if (terminal) {
            // Back to the line's begin, and clear what the last text left behind the new one.
            out.print('\r' + line.substring(0, Math.min(line.length(), WIDTH)) + "\033[K");
            out.flush();
            begun = true;
        } else if (System.nanoTime() - lastNanos >= SECOND) {
            lastNanos = System.nanoTime();
            out.println(line);
        }
    }

    /** Says something that stays. */
    void say(String line) {
        if (begun) {
            out.println();
            begun = false;
        }
        out.println(line);
    }
}
