package dev.pollux.bench;

import dev.pollux.testkit.AtExit;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** How long a program takes from before it is started to its first record, which it tells in a line or a request. */
final class Launched {
    private static final Duration BOUND = Duration.ofSeconds(60);

    private Launched() {}

    /**
     * Starts {@code java}, waits for the first sign of a record, asks the process to end and waits until it has.
     *
     * @param arguments for this JVM's own {@code java}
     * @param firstRecord when it was seen, by {@code System.nanoTime()}; completed here at the first line of JSON on
     *     standard output, which a pipe brings at once, if not by somebody else
     * @param log takes standard error
     * @return seconds
     */
    static double seconds(List<String> arguments, CompletableFuture<Long> firstRecord, Path log)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectError(log.toFile());
        long begin = System.nanoTime();
        Process process = builder.start();
        Runnable atExit = process::destroyForcibly;
        AtExit.register(atExit);
        Thread reader = Thread.ofPlatform().name("first-line").start(() -> read(process, firstRecord));
        try {
            return (firstRecord.get(BOUND.toMillis(), TimeUnit.MILLISECONDS) - begin) / 1e9;
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("no record came:\n" + Files.readString(log), e);
        } finally {
            process.destroy();
            if (!process.waitFor(BOUND.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
            reader.join();
            AtExit.forget(atExit);
        }
    }

    /** To the end, or the process would wait for somebody to read. */
    private static void read(Process process, CompletableFuture<Long> firstRecord) {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("{")) {
                    firstRecord.complete(System.nanoTime());
                }
            }
        } catch (IOException e) {
            firstRecord.completeExceptionally(new UncheckedIOException(e));
        }
        firstRecord.completeExceptionally(new IllegalStateException("ended before"));
    }
}
