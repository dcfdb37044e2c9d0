package dev.pollux.bench;

import dev.pollux.testkit.ChildProcess;
import java.net.ConnectException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * W4: each record to a receiver over HTTP, which is on the same machine in a process of its own, and counts and looks at
 * the order of keys.
 */
final class HttpPosts implements Workload {
    static final int IN_FLIGHT = 64;
    static final int BODY_BYTES = 200;
    private static final int RECORDS = 2_000_000;

    /** Where the records are: those of one a request, and more of them for batches. */
    private record Topics(String usual, String larger) {
        String of(HttpContestant contestant) {
            return contestant.readsMore() ? larger : usual;
        }
    }

    @Override
    public String key() {
        return "w4";
    }

    @Override
    public List<String> contestants() {
        return HttpContestant.keys();
    }

    @Override
    public String run(Ground ground) throws Exception {
        int records = ground.settings().records(RECORDS);
        List<String> absent = new ArrayList<>();
        List<HttpContestant> contestants = Arrays.stream(HttpContestant.values())
                .filter(contestant -> ground.settings().wants(contestant.key()) && isHere(contestant, absent))
                .toList();
        Topics topics = fill(ground, records, contestants);
        HttpReport report = new HttpReport();
        try (ReceiverProcess receiver = ReceiverProcess.start(ground)) {
            // Uncounted: the receiver's JVM has to become warm as well.
            var _ = measure(ground, receiver, topics, records, HttpContestant.CLIENT, 0);
            Rounds.run(ground.settings().rounds(), contestants, (contestant, round) -> {
                if (contestant == HttpContestant.WRK) {
                    report.ceiling(Wrk.run(ground, receiver.url(Wrk.PATH), "w4-wrk-" + round));
                } else {
                    Measured measured = measure(ground, receiver, topics, records, contestant, round);
                    measured.say("round " + round + ", " + contestant.key());
                    report.add(contestant, measured);
                }
            });
        }
        return head(records) + report.text() + String.join("", absent);
    }

    private static boolean isHere(HttpContestant contestant, List<String> absent) {
        boolean here = switch (contestant) {
            case WRK -> Wrk.isInstalled();
            case PARALLEL_CONSUMER -> Peer.arePresent();
            default -> true;
        };
        if (!here) {
            absent.add("\nLeft out, for it is not on this machine: " + contestant.title() + ".\n");
        }
        return here;
    }

    private static Topics fill(Ground ground, int records, List<HttpContestant> contestants) {
        String usual = fill(ground, records);
        boolean more = contestants.stream().anyMatch(HttpContestant::readsMore);
        return new Topics(usual, more ? fill(ground, HttpContestant.POLLUX_BATCH.records(records)) : usual);
    }

    private static String fill(Ground ground, int records) {
        System.out.printf("w4: fills a topic with %,d records of %d bytes%n", records, Keys.LENGTH + BODY_BYTES);
        return Load.fill(ground.cluster(), records, Keys.LENGTH + BODY_BYTES);
    }

    private Measured measure(
            Ground ground, ReceiverProcess receiver, Topics topics, int usual, HttpContestant contestant, int round)
            throws ConnectException {
        String name = key() + '-' + contestant.key() + '-' + round;
        String topic = topics.of(contestant);
        int records = contestant.records(usual);
        Job job = new Job(contestant.key(), ground.cluster().bootstrapServers(), topic, name, records, IN_FLIGHT, 0);
        List<String> arguments = new ArrayList<>(job.arguments());
        arguments.add(receiver.url("/orders"));
        try (ChildProcess process = launch(ground, contestant, name, arguments)) {
            String output = Race.complete(name, process);
            receiver.check(name, records);
            if (contestant.readsTopic()) {
                new Race(ground, key()).committed(name, topic);
            }
            return Measured.find(output).orElseThrow();
        }
    }

    private static ChildProcess launch(Ground ground, HttpContestant contestant, String name, List<String> arguments) {
        return contestant == HttpContestant.PARALLEL_CONSUMER
                ? ground.launch(name, Peer.VERTX.classPath(), Peer.VERTX.main(), Race.JVM, arguments)
                : ground.launch(name, HttpContestantMain.class, Race.JVM, arguments);
    }

    private static String head(int records) {
        return String.format(
                Locale.ROOT,
                "### w4: over HTTP, bodies of %d bytes%n%n"
                        + "%,d records (%,d for batches), %d partitions, %,d keys, %d calls in flight, HTTP/1.1;"
                        + " the receiver is a process of its own on the same cores, and its CPU is not in the table."
                        + " Every count exact, every key in order, everything committed.%n",
                BODY_BYTES,
                records,
                HttpContestant.POLLUX_BATCH.records(records),
                Load.PARTITIONS,
                Keys.COUNT,
                IN_FLIGHT);
    }
}
