package dev.pollux.bench;

import java.lang.management.ManagementFactory;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * What lives on a heap, by class.
 *
 * @param bytes of all objects of a class; the classes by the names that the JVM gives them
 */
record Histogram(Map<String, Long> bytes) {
    /** Rank, instances, bytes, class, and the module where there is one. */
    private static final Pattern LINE =
            Pattern.compile("^ *\\d+: +\\d+ +(\\d+) +(\\S+)(?: \\(.*\\))?$", Pattern.MULTILINE);

    /** What two collections of the whole heap leave: the first one's cleaners let go of more. */
    static Histogram ofThisJvm() throws JMException {
        System.gc();
        Object text = ManagementFactory.getPlatformMBeanServer()
                .invoke(
                        new ObjectName("com.sun.management:type=DiagnosticCommand"),
                        "gcClassHistogram",
                        new Object[] {new String[0]},
                        new String[] {String[].class.getName()});
        return parse(String.valueOf(text));
    }

    /** Reads {@link #text}, or what {@code jcmd PID GC.class_histogram} prints. */
    static Histogram parse(String text) {
        Map<String, Long> bytes = new TreeMap<>();
        LINE.matcher(text)
                .results()
                .forEach(line -> bytes.merge(line.group(2), Long.parseLong(line.group(1)), Long::sum));
        return new Histogram(bytes);
    }

    long total() {
        return bytes.values().stream().mapToLong(Long::longValue).sum();
    }

    /** By class what is more here than there. */
    Histogram minus(Histogram other) {
        return new Histogram(bytes.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> entry.getValue() - other.bytes.getOrDefault(entry.getKey(), 0L),
                        Long::sum,
                        TreeMap::new)));
    }

    /** The classes with the most bytes, the largest first. */
    List<Map.Entry<String, Long>> largest(int count) {
        return bytes.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .limit(count)
                .toList();
    }

    String text() {
        return bytes.entrySet().stream()
                .map(entry -> "1: 1 " + entry.getValue() + ' ' + entry.getKey())
                .collect(Collectors.joining("\n"));
    }
}
