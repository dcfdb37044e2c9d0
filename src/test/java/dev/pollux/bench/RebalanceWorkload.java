package dev.pollux.bench;

import dev.pollux.testkit.Cluster;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Six workers, each a process of its own, under steady load: one comes, one goes. How long until records flow on every
 * partition again, and whether those that stay where they are go on meanwhile.
 */
final class RebalanceWorkload implements Workload {
    private static final int WORKERS = 6;

    /** Long enough for what comes after a move to be seen, and for the next one to have a calm before. */
    private static final Duration CALM = Duration.ofSeconds(4);

    /**
     * Until the JVMs have compiled: what is measured is the group, and not five compilers and the broker's, which take one of two
     * cores for the first half minute.
     */
    private static final Duration WARM_UP = Duration.ofSeconds(45);

    private static final String SETTLED = "settled";
    private static final String JOINED = "settled since the member asked to join";
    private static final String PAUSE = "pause";
    private static final String UNMOVED = "unmoved";
    private static final String BEFORE = "before";
    private static final String MOVED = "moved";

    private enum Membership {
        CLASSIC("classic", "`classic`, Pollux's defaults"),
        CONSUMER("consumer", "`consumer`, the brokers' default heartbeat, 5 s"),
        CONSUMER_QUICK("consumer", "`consumer`, the group's `consumer.heartbeat.interval.ms` 500");

        private final String protocol;
        private final String title;

        Membership(String protocol, String title) {
            this.protocol = protocol;
            this.title = title;
        }

        String key() {
            return "rebalance-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    @Override
    public String key() {
        return "rebalance";
    }

    @Override
    public List<String> contestants() {
        return Arrays.stream(Membership.values()).map(Membership::key).toList();
    }

    @Override
    public String run(Ground ground) throws Exception {
        Packaged.check();
        StringBuilder text = new StringBuilder("""
                ### rebalance

                From five workers to six and back, %,d records a second over %d partitions, in milliseconds. Every record \
                arrived, every key in order.

                | | all partitions flow, from process start or SIGTERM | from asking to join | longest pause of one that moves \
                | of one that stays, meanwhile | of any, before | partitions that move |
                |---|---|---|---|---|---|---|
                """.formatted(Crew.PER_SECOND, Crew.PARTITIONS));
        for (Membership membership : Membership.values()) {
            if (ground.settings().wants(membership.key())) {
                text.append(rows(ground, membership));
            }
        }
        return text.toString();
    }

    private static String rows(Ground ground, Membership membership) throws Exception {
        Cluster cluster = ground.cluster();
        Map<String, String> settings = new TreeMap<>(Map.of("membership.protocol", membership.protocol));
        switch (membership) {
            case CONSUMER_QUICK ->
                cluster.configureGroup(membership.key(), Map.of("consumer.heartbeat.interval.ms", "500"));
            case CLASSIC, CONSUMER -> {}
        }
        FigureRows out = new FigureRows();
        FigureRows in = new FigureRows();
        try (Crew crew = new Crew(cluster, ground.logs(), membership.key(), settings)) {
            List<String> five = new ArrayList<>();
            for (int worker = 1; worker < WORKERS; worker++) {
                five.add("w" + worker);
                crew.start(five.getLast());
            }
            crew.awaitBalance(five);
            // Uncounted, so that the code for a rebalance is compiled as well.
            scaleOut(crew, five, "sixth-0", new FigureRows());
            scaleIn(crew, five, "sixth-0");
            Thread.sleep(WARM_UP);
            for (int round = 1; round <= ground.settings().rounds(); round++) {
                String sixth = "sixth-" + round;
                add(membership.key() + ", out", out, scaleOut(crew, five, sixth, out));
                add(membership.key() + ", in", in, scaleIn(crew, five, sixth));
            }
            crew.finish();
            System.out.printf(
                    "%s: %d records came twice%n",
                    membership.key(), crew.sightings().repeats());
        }
        return row(membership.title + ": out", out) + row(membership.title + ": in", in);
    }

    private static Move scaleOut(Crew crew, List<String> five, String sixth, FigureRows figures)
            throws InterruptedException {
        Thread.sleep(CALM);
        Map<Integer, String> before = crew.owners();
        Instant clock = Instant.now();
        long triggered = System.nanoTime();
        crew.start(sixth);
        List<String> six = new ArrayList<>(five);
        six.add(sixth);
        crew.awaitBalance(six);
        Thread.sleep(CALM);
        Move move = Move.of(crew.sightings(), triggered, before, crew.owners());
        figures.add(
                JOINED,
                move.settled() - Duration.between(clock, crew.joined(sixth)).toMillis());
        return move;
    }

    private static Move scaleIn(Crew crew, List<String> five, String sixth) throws InterruptedException {
        Map<Integer, String> before = crew.owners();
        long triggered = System.nanoTime();
        crew.terminate(sixth);
        crew.awaitBalance(five);
        crew.awaitEnd(sixth);
        Thread.sleep(CALM);
        return Move.of(crew.sightings(), triggered, before, crew.owners());
    }

    private static void add(String what, FigureRows figures, Move move) {
        figures.add(SETTLED, move.settled());
        figures.add(PAUSE, move.pause());
        figures.add(UNMOVED, move.unmoved());
        figures.add(BEFORE, move.before());
        figures.add(MOVED, move.moved());
        System.out.printf(
                Locale.ROOT,
                "%s: flows after %.0f ms, longest pause %.0f, of those that stay %.0f, before %.0f, %d partitions moved%n",
                what,
                move.settled(),
                move.pause(),
                move.unmoved(),
                move.before(),
                move.moved());
    }

    private static String row(String title, FigureRows figures) {
        return "| " + title + " | " + figures.text(SETTLED, 0) + " | "
                + (figures.has(JOINED) ? figures.text(JOINED, 0) : "") + " | " + figures.text(PAUSE, 0) + " | "
                + figures.text(UNMOVED, 0) + " | " + figures.text(BEFORE, 0) + " | " + figures.text(MOVED, 0)
                + " |\n";
    }
}
