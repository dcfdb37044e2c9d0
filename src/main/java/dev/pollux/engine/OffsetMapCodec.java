package dev.pollux.engine;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.BitSet;
import java.util.zip.CRC32C;

/**
 * Writes an {@link OffsetMap} into a commit's metadata, and reads it back.
 *
 * <p>The text is {@code P1} and, in Base64 (RFC 4648, 5, without padding): a CRC-32C over the committed offset and the rest, the
 * kind, the leader epoch, and the offsets, relative to the committed one, as run lengths or as a bit set, whichever is
 * shorter. The checksum ties a map to its offset: somebody who moves the offset makes the map void.
 */
public final class OffsetMapCodec {
    /** How many characters a version and a checksum and so on take, at most, beside the offsets. */
    static final int OVERHEAD_CHARS = 2 + 14;

    private static final String VERSION = "P1";
    private static final byte RUNS = 0;
    private static final byte BITS = 1;

    private OffsetMapCodec() {}

    /** What a commit's metadata turned out to be. */
    public sealed interface Decoded {
        /** A map, or nothing. */
        record Map(OffsetMap map) implements Decoded {}

        /** Not to be used, and why; the text itself may be anybody's. */
        record Unusable(String why) implements Decoded {}
    }

    /** How many bytes of offsets fit into metadata of this many characters. */
    static int room(int maxChars) {
        return Math.max(0, (maxChars - OVERHEAD_CHARS) / 4 * 3);
    }

    /** The bytes that a number takes. */
    static int varintSize(long value) {
        return 1 + (63 - Long.numberOfLeadingZeros(value | 1)) / 7;
    }

    /** The bytes that the map's offsets take as run lengths. */
    static int runBytes(long committed, OffsetMap map) {
        int bytes = 0;
        long at = committed;
        for (int i = 0; i < map.ranges(); i++) {
            bytes += varintSize(map.from(i) - at) + varintSize(map.to(i) - map.from(i));
            at = map.to(i);
        }
        return bytes;
    }

    /**
     * The metadata of a commit at {@code committed}: empty for an empty map. Of a map that does not fit, the first ranges
     * that do.
     */
    static String encode(long committed, OffsetMap map, int maxChars) {
        int room = room(maxChars);
        long bits = map.isEmpty() ? 0 : map.end() - committed;
        int runBytes = runBytes(committed, map);
        boolean asBits = bits > 0 && (bits + 7) / 8 < runBytes;
        if (asBits && (bits + 7) / 8 <= room) {
            return text(committed, BITS, map.leaderEpoch(), bitSet(committed, map));
        }
        OffsetMap fitting = runBytes <= room ? map : firstWithin(room, committed, map);
        return fitting.isEmpty() ? "" : text(committed, RUNS, map.leaderEpoch(), runs(committed, fitting));
    }

    /** Reads the metadata of a commit at {@code committed}, whoever wrote it; never throws. */
    public static Decoded decode(long committed, String metadata) {
        if (metadata.isEmpty()) {
            return new Decoded.Map(OffsetMap.NONE);
        }
        if (!metadata.startsWith(VERSION)) {
            return new Decoded.Unusable("it is not Pollux's, or of a version that this one does not know");
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(metadata.substring(VERSION.length())));
            int checksum = bytes.getInt();
            if (checksum != checksum(committed, bytes.slice())) {
                return new Decoded.Unusable("its checksum does not match offset " + committed);
            }
            return new Decoded.Map(read(committed, bytes));
        } catch (RuntimeException damaged) {
            return new Decoded.Unusable("it is damaged");
        }
    }

    private static OffsetMap read(long committed, ByteBuffer bytes) {
        byte kind = bytes.get();
        int leaderEpoch = Math.toIntExact(readVarint(bytes) - 1);
        return switch (kind) {
            case RUNS -> new OffsetMap(readRuns(committed, bytes), leaderEpoch);
            case BITS -> new OffsetMap(readBits(committed, bytes), leaderEpoch);
            default -> throw new IllegalArgumentException("kind " + kind);
        };
    }

    private static long[] readRuns(long committed, ByteBuffer bytes) {
        long[] bounds = new long[bytes.remaining()];
        int count = 0;
        long at = committed;
        while (bytes.hasRemaining()) {
            at = Math.addExact(at, readVarint(bytes));
            bounds[count++] = at;
        }
        return Arrays.copyOf(bounds, count);
    }

    private static long[] readBits(long committed, ByteBuffer bytes) {
        BitSet bits = BitSet.valueOf(bytes);
        long[] bounds = new long[bits.cardinality() * 2];
        int count = 0;
        for (int from = bits.nextSetBit(0); from >= 0; from = bits.nextSetBit(from)) {
            bounds[count++] = committed + from;
            from = bits.nextClearBit(from);
            bounds[count++] = committed + from;
        }
        return Arrays.copyOf(bounds, count);
    }

    private static byte[] bitSet(long committed, OffsetMap map) {
        BitSet bits = new BitSet();
        for (int i = 0; i < map.ranges(); i++) {
            bits.set((int) (map.from(i) - committed), (int) (map.to(i) - committed));
        }
        return bits.toByteArray();
    }

    private static OffsetMap firstWithin(int room, long committed, OffsetMap map) {
        int bytes = 0;
        int count = 0;
        long at = committed;
        while (count < map.ranges()) {
            bytes += varintSize(map.from(count) - at) + varintSize(map.to(count) - map.from(count));
            if (bytes > room) {
                break;
            }
            at = map.to(count++);
        }
        return map.first(count);
    }

    private static byte[] runs(long committed, OffsetMap map) {
        ByteBuffer bytes = ByteBuffer.allocate(runBytes(committed, map));
        long at = committed;
        for (int i = 0; i < map.ranges(); i++) {
            writeVarint(bytes, map.from(i) - at);
            writeVarint(bytes, map.to(i) - map.from(i));
            at = map.to(i);
        }
        return bytes.array();
    }

    private static String text(long committed, byte kind, int leaderEpoch, byte[] offsets) {
        long epoch = leaderEpoch + 1L;
        ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES + 1 + varintSize(epoch) + offsets.length);
        bytes.putInt(0).put(kind);
        writeVarint(bytes, epoch);
        bytes.put(offsets);
        bytes.putInt(0, checksum(committed, bytes.slice(Integer.BYTES, bytes.capacity() - Integer.BYTES)));
        return VERSION
                + new String(Base64.getUrlEncoder().withoutPadding().encode(bytes.array()), StandardCharsets.US_ASCII);
    }

    private static int checksum(long committed, ByteBuffer bytes) {
        var crc = new CRC32C();
        crc.update(ByteBuffer.allocate(Long.BYTES).putLong(committed).flip());
        crc.update(bytes);
        return (int) crc.getValue();
    }

    private static void writeVarint(ByteBuffer bytes, long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes.put((byte) ((rest & 0x7F) | 0x80));
            rest >>>= 7;
        }
        bytes.put((byte) rest);
    }

    private static long readVarint(ByteBuffer bytes) {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte next = bytes.get();
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("a number without an end");
    }
}
