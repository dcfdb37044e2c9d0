package dev.pollux.cli;

import dev.pollux.app.LagReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A lag report as a table for people: a line for each partition, and the sum. */
final class LagTable {
    private static final List<String> HEAD =
            List.of("TOPIC", "PARTITION", "COMMITTED", "END", "LAG", "LAG SECONDS", "OWNER");

    /** Text on the left, numbers on the right. */
    private static final Set<String> LEFT = Set.of("TOPIC", "OWNER");

    private LagTable() {}

    static String of(LagReport report) {
        List<List<String>> rows = new ArrayList<>(List.of(HEAD));
        report.partitions().forEach(partition -> rows.add(row(partition)));
        rows.add(List.of("all", "", "", "", Long.toString(report.lagRecords()), seconds(report.lagSeconds()), ""));
        int[] widths = new int[HEAD.size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        StringBuilder table = new StringBuilder(title(report)).append('\n');
        rows.forEach(row -> table.append(line(row, widths)).append('\n'));
        return table.toString();
    }

    private static String title(LagReport report) {
        String title = "group " + report.group() + ": ";
        if (report.state() == null) {
            return title + "there is none yet; counted from where `start` begins";
        }
        String members = report.members() == 1 ? "1 member" : report.members() + " members";
        return title + report.state().toLowerCase(Locale.ROOT) + ", " + members;
    }

    private static List<String> row(LagReport.Partition partition) {
        String host = partition.host() == null ? "" : " (" + partition.host() + ')';
        return List.of(
                partition.topic(),
                Integer.toString(partition.partition()),
                known(partition.committed()),
                Long.toString(partition.end()),
                known(partition.lagRecords()),
                partition.lagSeconds() == null ? "-" : seconds(partition.lagSeconds()),
                partition.owner() == null ? "-" : partition.owner() + host);
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String pad = " ".repeat(widths[i] - row.get(i).length());
            boolean left = LEFT.contains(HEAD.get(i));
            line.append(i == 0 ? "" : "  ").append(left ? row.get(i) + pad : pad + row.get(i));
        }
        return line.toString().stripTrailing();
    }

    private static String known(@Nullable Long number) {
        return number == null ? "-" : number.toString();
    }

    private static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.1f", seconds);
    }
}
