package dev.pollux.demo;

import dev.pollux.testkit.Cluster;
import dev.pollux.testkit.SteadyProducer;

/**
 * Where things stand.
 *
 * @param sent orders that the brokers acknowledged
 * @param delivered different orders that the receiver accepted
 * @param retried requests for an order that the receiver had refused before
 * @param deadLettered records in the dead letter topic
 * @param lag records behind the group's commits
 */
record Standing(long sent, long delivered, long retried, long deadLettered, long lag) {

    static Standing of(SteadyProducer producer, Ledger ledger, Cluster cluster) {
        return new Standing(
                producer.acknowledged(),
                ledger.deliveries(),
                ledger.retries(),
                Cluster.sum(cluster.endOffsets(Demo.DEAD_LETTERS)),
                cluster.lag(Demo.GROUP, Demo.TOPIC));
    }

    /** Whether so many orders are written, dealt with and committed. */
    boolean done(long records) {
        return sent == records && delivered + deadLettered >= records && lag == 0;
    }
}
