package dev.pollux.chaos;

import dev.pollux.chaos.Incident.Kind;
import java.util.ArrayList;
import java.util.List;

/** What happened, and what should not have. Thread-safe. */
final class Chronicle {
    private final List<Incident> incidents = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    /** Notes something of this moment. */
    void happened(Kind kind, String worker) {
        long now = System.nanoTime();
        ended(kind, worker, now, now);
    }

    /** Notes something that lasted until now. */
    void ended(Kind kind, String worker, long fromNanos) {
        ended(kind, worker, fromNanos, System.nanoTime());
    }

    /** Notes something that must not be. */
    synchronized void wrong(String problem) {
        problems.add(problem);
    }

    synchronized List<Incident> incidents() {
        return List.copyOf(incidents);
    }

    synchronized List<String> problems() {
        return List.copyOf(problems);
    }

    private synchronized void ended(Kind kind, String worker, long from, long to) {
        incidents.add(new Incident(kind, worker, from, to));
    }
}
