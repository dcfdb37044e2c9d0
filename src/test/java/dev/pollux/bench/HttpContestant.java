package dev.pollux.bench;

import java.util.List;
import java.util.stream.Stream;

/** Who is compared in W4; each with how many times the records of the topic it gets, to run for about as long. */
enum HttpContestant {
    CLIENT("client", "the HTTP client alone (Vert.x), 64 in flight", 1),
    CLIENT_BATCH("client-batch", "the HTTP client alone, ready-made batches of 100, 64 in flight", 5),
    POLLUX("pollux-http", "**Pollux, by key, one record a request, 64 in flight**", 1),
    POLLUX_BATCH("pollux-http-batch", "**Pollux, by key, batches of up to 100, 64 in flight**", 5),
    PARALLEL_CONSUMER("parallel-consumer-vertx", "Parallel Consumer over Vert.x, by key, 64 in flight", 1),
    WRK("wrk", "`wrk`, 64 connections: the ceiling", 1);

    private final String key;
    private final String title;
    private final int factor;

    HttpContestant(String key, String title, int factor) {
        this.key = key;
        this.title = title;
        this.factor = factor;
    }

    /** The name on the command line. */
    String key() {
        return key;
    }

    /** What it is, for people, in Markdown. */
    String title() {
        return title;
    }

    /** How many records it gets where the topic of the others has so many. */
    int records(int usual) {
        return Math.multiplyExact(usual, factor);
    }

    /** Whether it reads the topic with more records. */
    boolean readsMore() {
        return factor > 1;
    }

    /** The client that does nothing but send such requests. */
    HttpContestant client() {
        return readsMore() ? CLIENT_BATCH : CLIENT;
    }

    /** Whether it reads the topic at all, and so commits. */
    boolean readsTopic() {
        return this != CLIENT && this != CLIENT_BATCH && this != WRK;
    }

    static HttpContestant of(String key) {
        return Stream.of(values())
                .filter(contestant -> contestant.key.equals(key))
                .findFirst()
                .orElseThrow();
    }

    static List<String> keys() {
        return Stream.of(values()).map(HttpContestant::key).toList();
    }
}
