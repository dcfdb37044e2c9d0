package dev.pollux.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The process of one contestant: reads the topic to its end, checks, prints one line. */
final class ContestantMain {
    private ContestantMain() {}

    /** Arguments: the contestant's key, the brokers, the topic, the group, the number of records. */
    public static void main(String[] arguments) throws Exception {
        Contestant contestant = Stream.of(Contestant.values())
                .filter(one -> one.key().equals(arguments[0]))
                .findFirst()
                .orElseThrow();
        Source source = new Source(arguments[1], arguments[2], arguments[3]);
        long records = Long.parseLong(arguments[4]);
        Tally tally = new Tally();
        Course course = new Course(records);
        switch (contestant) {
            case RAW_SYNC, RAW_AUTO, RAW_TUNED -> RawLoop.of(contestant, source).run(tally, course);
            case POLLUX_KEY, POLLUX_BATCH ->
                PolluxWorker.of(contestant, source, tally, course).run();
        }
        tally.check(records);
        System.out.println(course.measured(peakRssKib()).line());
    }

    /** What the kernel says was the most; -1 where there is no such kernel. */
    private static long peakRssKib() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return -1;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(-1);
    }
}
