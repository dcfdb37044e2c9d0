package dev.pollux.engine;

import java.util.List;

/**
 * What the engine looked like at one moment; for status and metrics.
 *
 * @param partitions the partitions assigned to this member, in the order of topic and partition
 * @param inFlightRecords records handed out and not yet completed
 * @param bufferedRecords records fetched and not finished
 * @param bufferedBytes their serialized size
 * @param circuit whether the destination is given records
 * @param draining whether the worker is on its way down
 */
public record EngineView(
        List<PartitionView> partitions,
        int inFlightRecords,
        int bufferedRecords,
        long bufferedBytes,
        CircuitState circuit,
        boolean draining) {

    /**
     * One partition. {@code committed <= committable <= position}, each the next offset.
     *
     * @param position the next offset to be fetched; -1 before the first fetch
     * @param committable everything below is finished; -1 before the first fetch
     * @param committed the last commit that the brokers confirmed to this member; -1 before the first
     * @param inFlight records handed out and not yet completed
     * @param buffered records fetched and not finished
     * @param oldestTimestamp the timestamp, in milliseconds since the epoch, of the oldest record that is fetched and not
     *     finished; -1 where there is none
     * @param paused whether fetching is paused: for want of room, because a person asked for it, or on the way down
     */
    public record PartitionView(
            String topic,
            int partition,
            long position,
            long committable,
            long committed,
            int inFlight,
            int buffered,
            long oldestTimestamp,
            boolean paused) {}
}
