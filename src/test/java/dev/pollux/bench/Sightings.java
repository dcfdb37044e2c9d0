package dev.pollux.bench;

import com.sun.net.httpserver.HttpExchange;
import dev.pollux.testkit.HttpReceiver;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A destination that accepts everything and notes which worker brought what, and when. Thread-safe. */
final class Sightings {
    /** Tells who sent a request. */
    static final String WORKER_HEADER = "x-bench-worker";

    private static final int ACCEPTED = 204;

    /**
     * A record that came.
     *
     * @param atNanos of {@code System.nanoTime}'s kind
     */
    record Sighting(long offset, String key, String worker, long atNanos) {}

    private final List<List<Sighting>> partitions;

    Sightings(int partitions) {
        this.partitions = Stream.generate(() -> Collections.synchronizedList(new ArrayList<Sighting>()))
                .limit(partitions)
                .toList();
    }

    void answer(HttpExchange exchange) throws IOException {
        var _ = exchange.getRequestBody().readAllBytes();
        String[] coordinates = header(exchange, "idempotency-key").split("/", -1);
        partitions
                .get(Integer.parseInt(coordinates[1]))
                .add(new Sighting(
                        Long.parseLong(coordinates[2]),
                        header(exchange, "ce-partitionkey"),
                        header(exchange, WORKER_HEADER),
                        System.nanoTime()));
        HttpReceiver.answer(exchange, ACCEPTED);
    }

    /** What came of a partition so far, in the order in which it came. */
    List<Sighting> of(int partition) {
        List<Sighting> all = partitions.get(partition);
        synchronized (all) {
            return List.copyOf(all);
        }
    }

    /** Who brought the last record of each partition; nobody for one that brought none. */
    Map<Integer, String> owners() {
        Map<Integer, String> owners = new HashMap<>();
        for (int partition = 0; partition < partitions.size(); partition++) {
            List<Sighting> all = partitions.get(partition);
            synchronized (all) {
                if (!all.isEmpty()) {
                    owners.put(partition, all.getLast().worker());
                }
            }
        }
        return owners;
    }

    /** Different records of a partition. */
    long distinct(int partition) {
        return of(partition).stream().mapToLong(Sighting::offset).distinct().count();
    }

    /** Records that came more than once. */
    long repeats() {
        return IntStream.range(0, partitions.size())
                .mapToLong(partition -> of(partition).size() - distinct(partition))
                .sum();
    }

    /** Throws where a record came for the first time after a later one of its key. */
    void checkOrder() {
        for (int partition = 0; partition < partitions.size(); partition++) {
            Set<Long> seen = new HashSet<>();
            Map<String, Long> last = new HashMap<>();
            for (Sighting sighting : of(partition)) {
                if (seen.add(sighting.offset())) {
                    Long before = last.put(sighting.key(), sighting.offset());
                    if (before != null && before > sighting.offset()) {
                        throw new IllegalStateException("offset " + sighting.offset() + " of partition " + partition
                                + " came after " + before + " of the same key");
                    }
                }
            }
        }
    }

    private static String header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        if (value == null) {
            throw new IllegalStateException("a request without " + name);
        }
        return value;
    }
}
