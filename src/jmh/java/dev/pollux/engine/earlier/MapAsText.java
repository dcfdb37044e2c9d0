package dev.pollux.engine.earlier;

/** As one writes it first: the offsets in decimals. No bound on its length, no checksum. */
public final class MapAsText implements AnyCodec<long[]> {
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
        var text = new StringBuilder();
        for (int i = 0; i < bounds.length; i += 2) {
            text.append(i == 0 ? "" : ",")
                    .append(bounds[i] - committed)
                    .append('-')
                    .append(bounds[i + 1] - committed);
        }
        return text.toString();
    }

    @Override
    public long[] decode(long committed, String metadata) {
        String[] numbers = metadata.isEmpty() ? new String[0] : metadata.split("[,-]", -1);
        long[] bounds = new long[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            bounds[i] = committed + Long.parseLong(numbers[i]);
        }
        return bounds;
    }
}
