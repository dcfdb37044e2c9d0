package dev.pollux.bench;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;

/**
 * {@value #RECORDS} records a request, in bodies that are made before anything is measured: just the offset of each record is
 * written into a copy. What it reaches is what sockets, client and receiver can carry.
 */
final class BatchPosts implements Posts {
    static final int RECORDS = 100;
    private static final int DIGITS = 10;
    private static final String PLACE = "#".repeat(DIGITS);

    /** A body for each of the requests in flight at once. */
    private final byte[][] bodies = new byte[HttpPosts.IN_FLIGHT][];

    /** Where in it each record's offset ends. */
    private final int[][] offsetEnds = new int[HttpPosts.IN_FLIGHT][RECORDS];

    BatchPosts() {
        byte[] value = new byte[HttpPosts.BODY_BYTES];
        new Random(1).nextBytes(value);
        String data = Base64.getEncoder().encodeToString(value);
        for (int slot = 0; slot < HttpPosts.IN_FLIGHT; slot++) {
            make(slot, data);
        }
    }

    private void make(int slot, String data) {
        int partition = slot % Load.PARTITIONS;
        StringBuilder body = new StringBuilder("[");
        for (int i = 0; i < RECORDS; i++) {
            body.append(i == 0 ? "" : ",")
                    .append("{\"specversion\":\"1.0\",\"id\":\"" + TOPIC + '/' + partition + '/' + PLACE);
            offsetEnds[slot][i] = body.length();
            body.append("\",\"source\":\"/" + TOPIC + '/' + partition + "\",\"type\":\"dev.pollux.record\",\"time\":\"")
                    .append(TIME + "\",\"partitionkey\":\"")
                    .append(new String(
                            Keys.key(slot + i % KEYS_OF_SLOT * HttpPosts.IN_FLIGHT), StandardCharsets.US_ASCII))
                    .append("\",\"datacontenttype\":\"application/octet-stream\",\"data_base64\":\"" + data + "\"}");
        }
        bodies[slot] = body.append(']').toString().getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public int records() {
        return RECORDS;
    }

    @Override
    public Buffer write(MultiMap headers, int slot, int number) {
        byte[] body = bodies[slot].clone();
        for (int i = 0; i < RECORDS; i++) {
            writeDigits(body, offsetEnds[slot][i], (long) number * RECORDS + i);
        }
        headers.set("user-agent", "pollux").set("content-type", "application/cloudevents-batch+json");
        return Buffer.buffer(body);
    }

    private static void writeDigits(byte[] body, int end, long offset) {
        long left = offset;
        for (int i = end - 1; i >= end - DIGITS; i--) {
            body[i] = (byte) ('0' + left % 10);
            left /= 10;
        }
    }
}
