package dev.pollux.demo;

import static dev.pollux.testkit.Records.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class AuditTest {
    private final Ledger ledger = new Ledger();

    @Test
    void balancesWhenEachOrderIsDeliveredOrADeadLetter() {
        ledger.accepted(new Order(0));
        ledger.accepted(new Order(2));
        Audit audit = new Audit()
                .orders(3, ledger, List.of(deadLetter(new Order(1).value())))
                .order(ledger)
                .commits(Map.of(new TopicPartition("orders", 0), 0L))
                .exit(0);
        assertThat(audit.problems()).isEmpty();
        assertThat(audit.deadLetters()).isEqualTo(1);
    }

    @Test
    void missesAnOrder() {
        ledger.accepted(new Order(0));
        assertThat(new Audit().orders(3, ledger, List.of()).problems())
                .containsExactly("2 orders neither delivered nor in the dead letter topic, such as [1, 2]");
    }

    @Test
    void missesAHeader() {
        ConsumerRecord<byte[], byte[]> letter = deadLetter(new Order(1).value());
        letter.headers().remove("pollux-reason");
        ledger.accepted(new Order(0));
        assertThat(new Audit().orders(2, ledger, List.of(letter)).problems())
                .containsExactly("dead letter 0/7 has no header pollux-reason");
    }

    @Test
    void seesAnOrderThatWasChangedOnItsWay() {
        byte[] value = new Order(1).value();
        value[value.length - 5]++;
        ledger.accepted(new Order(0));
        ledger.accepted(new Order(1));
        assertThat(new Audit().orders(2, ledger, List.of(deadLetter(value))).problems())
                .containsExactly("dead letter 0/7 is not an order as it was produced");
        assertThat(new Audit()
                        .orders(2, ledger, List.of(deadLetter(bytes("?"))))
                        .problems())
                .containsExactly("dead letter 0/7 is not an order as it was produced");
    }

    @Test
    void seesWhatIsNotCommittedAndAWrongExit() {
        assertThat(new Audit()
                        .commits(Map.of(new TopicPartition("orders", 4), 2L))
                        .exit(143)
                        .problems())
                .containsExactly(
                        "orders-4 is committed up to 2 records before its end",
                        "the worker ended with exit code 143 instead of 0");
    }

    private static ConsumerRecord<byte[], byte[]> deadLetter(byte[] value) {
        ConsumerRecord<byte[], byte[]> letter =
                new ConsumerRecord<>(Demo.DEAD_LETTERS, 0, 7, new Order(1).key(), value);
        for (String name : Audit.HEADERS) {
            letter.headers().add(name, bytes(name.equals("pollux-source-topic") ? Demo.TOPIC : "1"));
        }
        return letter;
    }
}
