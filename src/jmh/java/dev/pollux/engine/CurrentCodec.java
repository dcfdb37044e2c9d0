package dev.pollux.engine;

import dev.pollux.engine.earlier.AnyCodec;

/** Today's {@link OffsetMapCodec}. */
final class CurrentCodec implements AnyCodec<OffsetMap> {
    private static final int MAX_CHARS = 4096;

    static long[] bounds(OffsetMap map) {
        long[] bounds = new long[2 * map.ranges()];
        for (int i = 0; i < map.ranges(); i++) {
            bounds[2 * i] = map.from(i);
            bounds[2 * i + 1] = map.to(i);
        }
        return bounds;
    }

    @Override
    public OffsetMap map(long[] bounds) {
        return new OffsetMap(bounds, 7);
    }

    @Override
    public String encode(long committed, OffsetMap map) {
        return OffsetMapCodec.encode(committed, map, MAX_CHARS);
    }

    @Override
    public OffsetMap decode(long committed, String metadata) {
        return switch (OffsetMapCodec.decode(committed, metadata)) {
            case OffsetMapCodec.Decoded.Map(var map) -> map;
            case OffsetMapCodec.Decoded.Unusable(var why) -> throw new IllegalStateException(why);
        };
    }

    @Override
    public long[] boundsOf(OffsetMap map) {
        return bounds(map);
    }
}
