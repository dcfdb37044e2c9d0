package dev.pollux.engine;

import org.apache.kafka.clients.consumer.OffsetAndMetadata;

/** Reads a commit as the next owner of its partition will. */
public final class CommittedMap {
    private CommittedMap() {}

    /** Whether the commit says that this offset is finished. */
    public static boolean finished(OffsetAndMetadata commit, long offset) {
        return offset < commit.offset()
                || (OffsetMapCodec.decode(commit.offset(), commit.metadata())
                                instanceof OffsetMapCodec.Decoded.Map(var map)
                        && map.contains(offset));
    }
}
