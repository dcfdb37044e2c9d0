package dev.pollux.engine.earlier;

/**
 * What every version of the codec for a commit's metadata can do.
 *
 * @param <M> a map of finished offsets
 */
public interface AnyCodec<M> {
    /** A map of these ranges: each from (inclusive) to (exclusive), ascending. */
    M map(long[] bounds);

    /** The metadata of a commit at this offset. */
    String encode(long committed, M map);

    /** Reads it back. */
    M decode(long committed, String metadata);

    /** The ranges of a map, as {@link #map} takes them. */
    long[] boundsOf(M map);
}
