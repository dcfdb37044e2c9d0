package dev.pollux.bench;

import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who is compared. */
enum Contestant {
    RAW_SYNC("raw-sync", "raw loop, `commitSync` after each poll, client defaults"),
    RAW_ASYNC("raw-async", "raw loop, `commitAsync` after each poll, client defaults"),
    RAW_AUTO("raw-auto", "raw loop, auto commit, client defaults"),
    RAW_KIP848("raw-kip848", "raw loop, auto commit, `group.protocol=consumer`"),
    RAW_TUNED("raw-tuned", "raw loop, auto commit, Pollux's client settings"),
    RAW_HANDED("raw-handed", "raw loop, as the one before, handled by a second thread"),
    POLLUX_KEY("pollux-key", "**Pollux, by key, one record a call**"),
    POLLUX_BATCH("pollux-batch", "**Pollux, by partition, batches of up to 500**"),
    POLLUX_WHOLE("pollux-whole", "Pollux without giving back: runs stay whole"),
    SLEEP_ALONE("sleep-alone", "as many virtual threads that only sleep, without Kafka"),
    SPRING("spring", "Spring Kafka, listener of records", Peer.SPRING),
    REACTOR("reactor", "Reactor Kafka, `receiveAutoAck`", Peer.REACTOR),
    PARALLEL("parallel", "Confluent Parallel Consumer, by key", Peer.PARALLEL);

    private final String key;
    private final String title;
    private final @Nullable Peer peer;

    Contestant(String key, String title) {
        this(key, title, null);
    }

    Contestant(String key, String title, @Nullable Peer peer) {
        this.key = key;
        this.title = title;
        this.peer = peer;
    }

    static Contestant of(String key) {
        return Stream.of(values())
                .filter(one -> one.key.equals(key))
                .findFirst()
                .orElseThrow();
    }

    /** The name on the command line. */
    String key() {
        return key;
    }

    /** What it is, for people, in Markdown. */
    String title() {
        return title;
    }

    /** Whether it reads the topic, and so commits. */
    boolean reads() {
        return this != SLEEP_ALONE;
    }

    /** The library that it needs beside this build's. */
    Optional<Peer> peer() {
        return Optional.ofNullable(peer);
    }
}
