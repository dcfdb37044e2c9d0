package dev.pollux.scaling;

/**
 * How far the group is behind in one partition.
 *
 * @param committed what the group committed; -1 for nothing
 * @param end the end of the log
 * @param records offsets from where the group goes on to the end; -1 where it is not known
 * @param seconds since when the record waits with which the group goes on ({@link EndHistory}); 0 where none waits or nothing is known
 * @param arrivalsPerSecond records written of late: by the last minute, or by the last 10 s less two standard deviations of what came in
 *     them (a Poisson count's), whichever has more; -1 where it is not known yet
 * @param stuck records wait, and none was finished for {@link GroupLag#RATE_WINDOW}
 */
public record PartitionLag(
        String topic,
        int partition,
        long committed,
        long end,
        long records,
        double seconds,
        double arrivalsPerSecond,
        boolean stuck) {}
