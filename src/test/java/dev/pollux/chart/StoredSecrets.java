package dev.pollux.chart;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The Secrets in which Helm keeps its releases. It writes and reads them as protobuf: four bytes, then an envelope ({@code Unknown})
 * of the type and the object, of which only the name is read here. For one thread at a time.
 */
final class StoredSecrets {
    static final String PROTOBUF = "application/vnd.kubernetes.protobuf";

    private static final byte[] MAGIC = {'k', '8', 's', 0};
    private static final int TYPE = 1;
    private static final int OBJECT = 2;
    private static final int LENGTH_DELIMITED = 2;
    private static final int GROUP = 7;

    private final Map<String, byte[]> secrets = new TreeMap<>();

    /** Keeps an envelope as it was sent; the answer is the same. */
    byte[] put(byte[] envelope) {
        byte[] metadata = field(object(envelope), 1);
        secrets.put(new String(field(metadata, 1), StandardCharsets.UTF_8), envelope);
        return envelope;
    }

    byte @Nullable [] get(String name) {
        return secrets.get(name);
    }

    /** All of them, as a list in an envelope. */
    byte[] list() {
        ByteArrayOutputStream type = new ByteArrayOutputStream();
        append(type, 1, "v1".getBytes(StandardCharsets.UTF_8));
        append(type, 2, "SecretList".getBytes(StandardCharsets.UTF_8));
        ByteArrayOutputStream items = new ByteArrayOutputStream();
        append(items, 1, new byte[0]);
        secrets.values().forEach(secret -> append(items, 2, object(secret)));
        ByteArrayOutputStream envelope = new ByteArrayOutputStream();
        envelope.writeBytes(MAGIC);
        append(envelope, TYPE, type.toByteArray());
        append(envelope, OBJECT, items.toByteArray());
        return envelope.toByteArray();
    }

    private static byte[] object(byte[] envelope) {
        byte[] unknown = new byte[envelope.length - MAGIC.length];
        System.arraycopy(envelope, MAGIC.length, unknown, 0, unknown.length);
        return field(unknown, OBJECT);
    }

    /** The first field of this number in a message whose fields before it have a length. */
    private static byte[] field(byte[] message, int number) {
        int at = 0;
        while (true) {
            int tag = message[at++];
            int length = 0;
            for (int shift = 0; ; shift += GROUP) {
                byte part = message[at++];
                length |= (part & 0x7f) << shift;
                if (part >= 0) {
                    break;
                }
            }
            if (tag == ((number << 3) | LENGTH_DELIMITED)) {
                byte[] field = new byte[length];
                System.arraycopy(message, at, field, 0, length);
                return field;
            }
            at += length;
        }
    }

    private static void append(ByteArrayOutputStream message, int number, byte[] value) {
        message.write((number << 3) | LENGTH_DELIMITED);
        int length = value.length;
        while (length >= 1 << GROUP) {
            message.write((length & 0x7f) | 0x80);
            length >>>= GROUP;
        }
        message.write(length);
        message.writeBytes(value);
    }
}
