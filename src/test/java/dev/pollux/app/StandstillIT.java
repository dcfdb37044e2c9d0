package dev.pollux.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pollux.kafka.MembershipSettings.Protocol;
import dev.pollux.testkit.HttpReceiver;
import dev.pollux.testkit.Ports;
import dev.pollux.testkit.Records;
import dev.pollux.testkit.WorkerLaunch;
import dev.pollux.testkit.WorkerProcess;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A worker that stood still for longer than its session and {@code max.poll.interval.ms}, as in a long pause of the machine,
 * hands out nothing of what it had: its partitions are another member's by then.
 */
class StandstillIT extends ProcessTest {
    private static final int RECORDS = 4000;
    private static final int CONCURRENCY = 4;

    /** Which worker sent which record, in the order of their arrival. */
    private record Arrival(String worker, String record) {}

    private final List<Arrival> arrivals = new CopyOnWriteArrayList<>();

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void handsOutNothingBeforeItHasPolled(Protocol protocol) {
        String topic = cluster.newTopic("orders", 4);
        Records.produce(cluster, topic, RECORDS, RECORDS);
        // Under KIP-848 the session is the group's.
        cluster.configureGroup(
                group, Map.of("consumer.session.timeout.ms", "2000", "consumer.heartbeat.interval.ms", "500"));
        try (HttpReceiver receiver = receiver();
                WorkerProcess stopped =
                        worker(topic, protocol, receiver, "one", port).start(folder.resolve("one.log"))) {
            await().atMost(BOUND).until(() -> arrivals.size() > 200 || !stopped.alive());
            assertThat(stopped.alive()).as(stopped.tail()).isTrue();
            stopped.sigstop();
            long before = arrivals.size();
            try (WorkerProcess other = worker(topic, protocol, receiver, "two", Ports.free())
                    .set("concurrency", "64")
                    .start(folder.resolve("two.log"))) {
                await().atMost(BOUND).until(() -> cluster.lag(group, topic) == 0);
                int done = arrivals.size();
                stopped.sigcont();
                Records.produce(cluster, topic, RECORDS, 100, 100);
                await().atMost(BOUND).until(() -> cluster.lag(group, topic) == 0);
                awaitAnswer("/readyz", 200, "ready");
                List<Arrival> late = arrivals.subList(done, arrivals.size()).stream()
                        .filter(arrival -> arrival.worker().equals("one") && isOld(arrival))
                        .toList();
                System.out.printf(
                        "%s: %d records before it stopped, %d by the other, %d of the old ones when it went on%n",
                        protocol, before, done - before, late.size());
                // A call that had begun may still write its request; what was only buffered is gone.
                assertThat(late).hasSizeLessThanOrEqualTo(CONCURRENCY);
                assertThat(stopped.alive()).isTrue();
                assertThat(other.alive()).isTrue();
            }
        }
    }

    private static boolean isOld(Arrival arrival) {
        return Long.parseLong(arrival.record().substring(1)) < RECORDS;
    }

    private HttpReceiver receiver() {
        return new HttpReceiver("/", exchange -> {
            String value = Records.text(exchange.getRequestBody().readAllBytes());
            arrivals.add(new Arrival(exchange.getRequestHeaders().getFirst("worker"), value));
            try {
                Thread.sleep(10);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            HttpReceiver.answer(exchange, 200);
        });
    }

    private WorkerLaunch worker(String topic, Protocol protocol, HttpReceiver receiver, String name, int itsPort) {
        WorkerLaunch launch = launch(
                        topic,
                        "type: http\nhttp:\n  url: %s\n  headers:\n    worker: %s".formatted(receiver.url("/"), name))
                .set("server.port", Integer.toString(itsPort))
                .set("concurrency", Integer.toString(CONCURRENCY))
                .set("membership.protocol", protocol.name().toLowerCase(Locale.ROOT))
                .set("membership.revoke-timeout", "PT1S")
                .set("kafka.max.poll.interval.ms", "3000");
        return protocol == Protocol.CONSUMER
                ? launch
                : launch.set("kafka.session.timeout.ms", "2000").set("kafka.heartbeat.interval.ms", "500");
    }
}
