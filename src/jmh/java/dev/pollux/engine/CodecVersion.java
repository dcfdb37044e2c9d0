package dev.pollux.engine;

import dev.pollux.engine.earlier.AnyCodec;
import dev.pollux.engine.earlier.MapAsBits;
import dev.pollux.engine.earlier.MapAsText;

/** The codecs that are compared. */
public enum CodecVersion {
    /** Today's. */
    NOW,
    /** See {@link MapAsText}. */
    TEXT,
    /** See {@link MapAsBits}. */
    BITS;

    AnyCodec<?> make() {
        return switch (this) {
            case NOW -> new CurrentCodec();
            case TEXT -> new MapAsText();
            case BITS -> new MapAsBits();
        };
    }
}
