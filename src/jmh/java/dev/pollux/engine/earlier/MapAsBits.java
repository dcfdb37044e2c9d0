package dev.pollux.engine.earlier;

import java.util.Arrays;
import java.util.Base64;
import java.util.BitSet;

/** A bit for each offset and nothing else: as long as the largest gap wants it. No checksum. */
public final class MapAsBits implements AnyCodec<long[]> {
    @Override
    public long[] map(long[] bounds) {
        return bounds;
    }

    @Override
    public long[] boundsOf(long[] bounds) {
        return bounds;
    }

    @Override
    public String encode(long committed, long[] bounds) {
        var bits = new BitSet();
        for (int i = 0; i < bounds.length; i += 2) {
            bits.set((int) (bounds[i] - committed), (int) (bounds[i + 1] - committed));
        }
        return Base64.getEncoder().encodeToString(bits.toByteArray());
    }

    @Override
    public long[] decode(long committed, String metadata) {
        BitSet bits = BitSet.valueOf(Base64.getDecoder().decode(metadata));
        long[] bounds = new long[bits.cardinality() * 2];
        int count = 0;
        for (int from = bits.nextSetBit(0); from >= 0; from = bits.nextSetBit(from)) {
            bounds[count++] = committed + from;
            from = bits.nextClearBit(from);
            bounds[count++] = committed + from;
        }
        return Arrays.copyOf(bounds, count);
    }
}
