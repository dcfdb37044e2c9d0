package dev.pollux.bench;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** One record a request, with the headers and bodies that Pollux sends. */
final class SinglePosts implements Posts {
    private final byte[] body = new byte[HttpPosts.BODY_BYTES];
    private final String[] keys = new String[Keys.COUNT];

    SinglePosts() {
        new Random(1).nextBytes(body);
        for (int i = 0; i < keys.length; i++) {
            keys[i] = new String(Keys.key(i), StandardCharsets.US_ASCII);
        }
    }

    @Override
    public int records() {
        return 1;
    }

    @Override
    public Buffer write(MultiMap headers, int slot, int number) {
        String key = keys[slot + number / HttpPosts.IN_FLIGHT % KEYS_OF_SLOT * HttpPosts.IN_FLIGHT];
        int partition = slot % Load.PARTITIONS;
        String coordinates = TOPIC + '/' + partition + '/' + number;
        headers.set("user-agent", "pollux")
                .set("idempotency-key", coordinates)
                .set("ce-specversion", "1.0")
                .set("ce-id", coordinates)
                .set("ce-source", "/" + TOPIC + '/' + partition)
                .set("ce-type", "dev.pollux.record")
                .set("ce-time", TIME)
                .set("ce-partitionkey", key)
                .set("content-type", "application/octet-stream");
        return Buffer.buffer(body);
    }
}
