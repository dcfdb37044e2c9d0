package dev.pollux.bench;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingStream;

/** When the collector held up all threads of this JVM, as the flight recorder tells. */
final class CollectorPauses implements AutoCloseable {
    private static final String PAUSE = "jdk.GCPhasePause";

    /** By {@code System.nanoTime}. */
    private record Pause(long from, long to) {}

    private final Queue<Pause> pauses = new ConcurrentLinkedQueue<>();
    private final RecordingStream stream = new RecordingStream();
    private final Instant clock = Instant.now();
    private final long nanos = System.nanoTime();

    /** Notes them from now on. */
    CollectorPauses() {
        stream.enable(PAUSE);
        stream.onEvent(PAUSE, this::note);
        stream.startAsync();
    }

    private void note(RecordedEvent event) {
        pauses.add(new Pause(nanos(event.getStartTime()), nanos(event.getEndTime())));
    }

    private long nanos(Instant at) {
        return nanos + clock.until(at, ChronoUnit.NANOS);
    }

    /** How much of this stretch they took, in nanoseconds; complete after {@link #close}. */
    long within(long from, long to) {
        return pauses.stream()
                .mapToLong(pause -> Math.max(0, Math.min(pause.to, to) - Math.max(pause.from, from)))
                .sum();
    }

    /** No more; all until now are known when this returns. */
    @Override
    public void close() {
        stream.stop();
        stream.close();
    }
}
