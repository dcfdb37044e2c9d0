package dev.pollux.demo;

import static dev.pollux.testkit.Records.bytes;

import dev.pollux.testkit.Seeds;
import java.util.Locale;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The order with a given number. Everything in it follows from the number, so that whoever meets it again can tell whether
 * it is unharmed. The numbers of one customer's orders grow.
 *
 * @param number from 0
 */
record Order(long number) {
    /** How many customers there are, and so how many keys. */
    static final int CUSTOMERS = 5000;

    private static final String[] ITEMS = {"lamp", "chair", "table", "shelf", "mirror", "carpet", "clock"};
    private static final long FIRST_SECOND = 1_767_225_600L;

    /** From 0 to {@link #CUSTOMERS}, exclusive. */
    int customer() {
        return (int) Long.remainderUnsigned(Seeds.mix(number), CUSTOMERS);
    }

    byte[] key() {
        return bytes(String.format(Locale.ROOT, "customer-%04d", customer()));
    }

    /** About 200 bytes of JSON. */
    byte[] value() {
        long chance = Seeds.mix(~number);
        String json = String.format(
                Locale.ROOT,
                "{\"order\":%d,\"customer\":\"customer-%04d\",\"item\":\"%s\",\"quantity\":%d,\"priceCents\":%d,"
                        + "\"currency\":\"EUR\",\"placedAt\":%d,\"reference\":\"%016x\",\"note\":\"leave it at the door\"}",
                number,
                customer(),
                ITEMS[(int) Long.remainderUnsigned(chance, ITEMS.length)],
                1 + (chance >>> 8 & 7),
                99 + (chance >>> 16 & 0xffff),
                FIRST_SECOND + number,
                chance);
        return bytes(json);
    }

    ProducerRecord<byte[], byte[]> record(String topic) {
        return new ProducerRecord<>(topic, key(), value());
    }
}
