package dev.pollux.chaos;

import dev.pollux.chaos.Repeat.Reason;
import dev.pollux.kafka.MembershipSettings.Protocol;
import java.io.PrintStream;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The accounts for a person to read. */
record Report(ChaosSettings settings, Protocol protocol, Books books, Accounts accounts, Narrator narrator) {
    private static final int GROUPS = 20;

    void print(PrintStream out) {
        out.println();
        line(out, "records", books.topic().size());
        line(out, "requests", books.arrivals().size());
        line(out, "dead letters", books.deadLetters().size());
        line(
                out,
                "lag",
                books.lags().values().stream().mapToLong(Long::longValue).sum());
        Map<Incident.Kind, Long> faults = books.incidents().stream()
                .collect(Collectors.groupingBy(Incident::kind, TreeMap::new, Collectors.counting()));
        out.println("faults: "
                + faults.entrySet().stream()
                        .map(entry -> entry.getKey() + " " + entry.getValue())
                        .collect(Collectors.joining(", ")));
        out.println("finished more than once:");
        for (Reason reason : Reason.values()) {
            out.println(String.format(
                    Locale.ROOT,
                    "  %-40s %,8d  of at most %,d",
                    reason.text,
                    accounts.count(reason),
                    accounts.bound(reason)));
        }
        groups().entrySet().stream().limit(GROUPS).forEach(group -> out.println("  " + describe(group)));
        accounts.problems().forEach(problem -> out.println("WRONG: " + problem));
        out.println("seed %d, protocol %s, %d s: %s"
                .formatted(
                        settings.seed(),
                        protocol.name().toLowerCase(Locale.ROOT),
                        settings.lasts().toSeconds(),
                        accounts.problems().isEmpty()
                                ? "every record was delivered, or is a dead letter; each key in order; all committed"
                                : "the accounts do not balance"));
    }

    /** Repeats by their reason and the processes that they passed between, those without reason first. */
    private Map<String, List<Repeat>> groups() {
        return accounts.repeats().stream()
                .sorted(Comparator.comparing(Repeat::reason)
                        .reversed()
                        .thenComparingLong(repeat -> repeat.again().begun()))
                .collect(Collectors.groupingBy(
                        repeat -> "%s, then %s, %s"
                                .formatted(
                                        repeat.earlier().worker(),
                                        repeat.again().worker(),
                                        repeat.reason().text),
                        LinkedHashMap::new,
                        Collectors.toList()));
    }

    private String describe(Map.Entry<String, List<Repeat>> group) {
        List<Repeat> repeats = group.getValue();
        LongSummaryStatistics earlier =
                repeats.stream().mapToLong(repeat -> repeat.earlier().ended()).summaryStatistics();
        LongSummaryStatistics again =
                repeats.stream().mapToLong(repeat -> repeat.again().ended()).summaryStatistics();
        return String.format(
                Locale.ROOT,
                "%s: %d, such as %s; first at %.2f to %.2f s, again at %.2f to %.2f s",
                group.getKey(),
                repeats.size(),
                repeats.getFirst().earlier().coordinates(),
                narrator.seconds(earlier.getMin()),
                narrator.seconds(earlier.getMax()),
                narrator.seconds(again.getMin()),
                narrator.seconds(again.getMax()));
    }

    private static void line(PrintStream out, String name, long count) {
        out.println(String.format(Locale.ROOT, "%-14s %,10d", name, count));
    }
}
