package dev.pollux.sim;

import dev.pollux.engine.Commit;
import dev.pollux.engine.EngineInside;
import dev.pollux.engine.OffsetMap;
import dev.pollux.engine.OffsetMapCodec;
import dev.pollux.guarantee.BrokenPromise;

/** What commits say beside their offset. */
final class CommittedMaps {
    private CommittedMaps() {}

    /** As the poll thread reads it. */
    static OffsetMap decode(Committed committed) {
        return switch (OffsetMapCodec.decode(committed.offset(), committed.metadata())) {
            case OffsetMapCodec.Decoded.Map(var map) -> map;
            case OffsetMapCodec.Decoded.Unusable(var why) -> OffsetMap.NONE;
        };
    }

    /** A commit says what is finished, all of it and nothing else, in as many characters as it may take. */
    static void check(World world, Tenure tenure, Commit.Entry entry) {
        if (entry.metadata().length() > world.setup.engine().commit().metadataMaxChars()) {
            throw new BrokenPromise("bound: metadata of " + entry.metadata().length() + " characters");
        }
        if (!(OffsetMapCodec.decode(entry.offset(), entry.metadata()) instanceof OffsetMapCodec.Decoded.Map(var map))) {
            throw new BrokenPromise("the metadata of a commit cannot be read: " + entry.metadata());
        }
        if (!world.setup.isAtMostOnce()) {
            tenure.ledger.commitClaims(
                    entry.offset(),
                    offset -> EngineInside.contains(map, offset),
                    !world.faults.has(Fault.METADATA_REFUSED));
        }
    }

    /** For people. */
    static String describe(long offset, String metadata) {
        return metadata.isEmpty() ? "" : " with " + OffsetMapCodec.decode(offset, metadata);
    }
}
