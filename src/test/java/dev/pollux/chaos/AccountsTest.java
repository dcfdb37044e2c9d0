package dev.pollux.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollux.chaos.Incident.Kind;
import dev.pollux.chaos.Repeat.Reason;
import dev.pollux.guarantee.Observed.Call;
import dev.pollux.testkit.Records;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** The accounts see what is wrong. Ten messages of one key in one partition; ten seconds lie between two arrivals. */
class AccountsTest {
    private static final TopicPartition PARTITION = new TopicPartition("chaos", 0);
    private static final long SECOND = 1_000_000_000;
    private static final long STEP = 10 * SECOND;
    private static final int MESSAGES = 20;
    private static final long SEED = LongStream.range(0, 1000)
            .filter(seed -> LongStream.range(0, MESSAGES)
                    .noneMatch(number -> message(number).refusedForGood(seed)))
            .findFirst()
            .orElseThrow();

    private final List<Arrival> arrivals = new ArrayList<>();
    private final List<Incident> incidents = new ArrayList<>();
    private long tick;

    @Test
    void balance() {
        deliver("a.1", 0, MESSAGES);
        assertThat(accounts().problems()).isEmpty();
    }

    @Test
    void aLostRecord() {
        deliver("a.1", 0, 4);
        deliver("a.1", 5, MESSAGES);
        assertThat(accounts().problems()).anyMatch(problem -> problem.contains("were never finished"));
    }

    @Test
    void aRecordThatOvertakes() {
        deliver("a.1", 0, 4);
        deliver("a.1", 5, 6);
        deliver("a.1", 4, 5);
        deliver("a.1", 6, MESSAGES);
        assertThat(accounts().problems()).singleElement().asString().contains("after offset 5");
    }

    @Test
    void aRepeatWithoutReason() {
        deliver("a.1", 0, 5);
        deliver("b.1", 4, MESSAGES);
        Accounts accounts = accounts();
        assertThat(accounts.count(Reason.NONE)).isOne();
        assertThat(accounts.problems()).singleElement().asString().contains("1 records were finished twice");
    }

    @Test
    void aRepeatOfWhatWasNotCommittedBeforeAKill() {
        deliver("a.1", 0, 5);
        kill("a.1");
        deliver("b.1", 4, MESSAGES);
        Accounts accounts = accounts();
        assertThat(accounts.count(Reason.KILL)).isOne();
        assertThat(accounts.bound(Reason.KILL)).isOne();
        assertThat(accounts.problems()).isEmpty();
    }

    @Test
    void aRepeatOfWhatWasCommittedLongBeforeAKill() {
        deliver("a.1", 0, 5);
        kill("a.1");
        deliver("b.1", 2, MESSAGES);
        assertThat(accounts().count(Reason.NONE)).isEqualTo(2);
    }

    @Test
    void aStaleBufferHandedOutAfterALongStop() {
        deliver("b.1", 0, MESSAGES);
        stopForLong("a.1");
        deliverAtOnce("a.1", 0, Limits.CONCURRENCY + 1);
        assertThat(accounts().problems()).anyMatch(problem -> problem.contains("more than it had in flight"));
    }

    @Test
    void whatWasInFlightAtALongStopMayComeLate() {
        lateAfterALongStop(Limits.CONCURRENCY);
        assertThat(accounts().problems()).isEmpty();
    }

    @Test
    void moreThanWasInFlightAtALongStopMayNotComeLate() {
        lateAfterALongStop(Limits.CONCURRENCY + 1);
        assertThat(accounts().problems()).singleElement().asString().contains("1 records were finished twice");
    }

    @Test
    void whatItHadFinishedItselfMayBeGivenToItAnewAfterALongStop() {
        deliver("a.1", 0, MESSAGES);
        stopForLong("a.1");
        deliverAtOnce("a.1", 0, Limits.CONCURRENCY + 1);
        assertThat(accounts().problems()).noneMatch(problem -> problem.contains("more than it had in flight"));
    }

    @Test
    void aRecordDeliveredWithOtherContents() {
        deliver("a.1", 0, MESSAGES - 1);
        arrive("a.1", MESSAGES - 1, 8);
        assertThat(accounts().problems()).anyMatch(problem -> problem.contains("delivered as message 8"));
    }

    private void deliver(String worker, long from, long to) {
        LongStream.range(from, to).forEach(offset -> arrive(worker, offset, offset));
    }

    /** The whole topic, by one that was stopped before; and so much of it again. */
    private void lateAfterALongStop(int records) {
        stopForLong("a.1");
        deliverAtOnce("a.1", 0, MESSAGES);
        deliverAtOnce("b.1", 0, records);
    }

    private void arrive(String worker, long offset, long number) {
        arrive(worker, offset, number, ++tick * STEP);
    }

    /** As quickly as hardly any worker can. */
    private void deliverAtOnce(String worker, long from, long to) {
        long now = tick * STEP + 2 * SECOND;
        for (long offset = from; offset < to; offset++) {
            tick++;
            arrive(worker, offset, offset, now + offset);
        }
    }

    private void arrive(String worker, long offset, long number, long begun) {
        Call call = new Call(PARTITION, offset, "key-000", 2 * tick, 2 * tick + 1, true);
        arrivals.add(new Arrival(call, worker, number, Receiver.ACCEPTED, begun, begun + SECOND / 100));
    }

    private void kill(String worker) {
        long now = tick * STEP + SECOND;
        incidents.add(new Incident(Kind.KILLED, worker, now, now));
    }

    private void stopForLong(String worker) {
        incidents.add(new Incident(Kind.STOPPED_LONG, worker, tick * STEP + SECOND / 2, tick * STEP + 2 * SECOND - 1));
    }

    private Accounts accounts() {
        List<ConsumerRecord<byte[], byte[]>> topic = LongStream.range(0, MESSAGES)
                .mapToObj(offset -> new ConsumerRecord<>(
                        PARTITION.topic(),
                        0,
                        offset,
                        Records.bytes("key-000"),
                        message(offset).value()))
                .toList();
        return new Accounts(new Books(
                SEED,
                topic,
                List.of(),
                Map.of(PARTITION, (long) MESSAGES),
                Map.of(PARTITION, 0L),
                MESSAGES,
                arrivals,
                Set.of(),
                incidents));
    }

    private static Message message(long number) {
        return new Message(number, 0, number);
    }
}
