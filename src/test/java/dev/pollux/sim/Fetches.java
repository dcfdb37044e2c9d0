package dev.pollux.sim;

import dev.pollux.api.Delivery;
import dev.pollux.engine.EngineView.PartitionView;
import dev.pollux.engine.Event;
import dev.pollux.testkit.FetchedDeliveries;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The counterpart of what brings the engine what a poll returned. */
final class Fetches {
    private final World world;
    private final PodProcess process;
    private final Client client;
    private final Rebalances rebalances;

    Fetches(World world, PodProcess process, Client client, Rebalances rebalances) {
        this.world = world;
        this.process = process;
        this.client = client;
        this.rebalances = rebalances;
    }

    /** Hands over what a poll brought; at most once, its positions are committed first. */
    void take(List<Client.Batch> batches, Committer committer, Runnable then) {
        if (!world.setup.isAtMostOnce()
                || batches.stream().allMatch(batch -> batch.records().isEmpty())) {
            take(batches);
            then.run();
            return;
        }
        committer.before(positions(batches), confirmed -> {
            if (confirmed) {
                take(batches);
            } else {
                batches.forEach(this::rewind);
            }
            then.run();
        });
    }

    private Sending positions(List<Client.Batch> batches) {
        Map<TopicPartition, Sending.Part> parts = new LinkedHashMap<>();
        for (Client.Batch batch : batches) {
            Tenure tenure = tenure(batch);
            if (tenure != null) {
                Log log = batch.log();
                parts.put(
                        log.partition,
                        new Sending.Part(
                                tenure, batch.nextOffset(), batch.epoch(), "", log.rewrites(), log.incarnation()));
            }
        }
        return new Sending(null, parts);
    }

    private void rewind(Client.Batch batch) {
        if (!batch.records().isEmpty()) {
            Rec first = batch.records().getFirst();
            client.seek(batch.log().partition, first.offset, first.epoch);
        }
    }

    private void take(List<Client.Batch> batches) {
        for (Client.Batch batch : batches) {
            Tenure tenure = tenure(batch);
            if (tenure == null || batch.records().isEmpty()) {
                continue;
            }
            Rec first = batch.records().getFirst();
            if (first.offset < tenure.position) {
                beginAnew(tenure, first.offset, first.epoch);
            } else {
                take(tenure, batch);
            }
        }
        takePositions(batches);
    }

    /** An idle poll repeats the positions; those of records are told with them. */
    void takePositions(List<Client.Batch> batches) {
        for (Client.Batch batch : batches) {
            Tenure tenure = tenure(batch);
            if (tenure != null && batch.records().isEmpty() && tenure.position < batch.nextOffset()) {
                step(tenure, List.of(), batch.nextOffset(), batch.epoch());
            }
        }
    }

    /** Tells where partitions begin that brought nothing yet. */
    void takeBeginnings() {
        for (Tenure tenure : List.copyOf(process.tenures().values())) {
            if (!tenure.isCommittedKnown() && !world.faults.strikes(Fault.COMMITS_FAIL, 0.2)) {
                tenure.found(world.brokers.committed(tenure.partition));
            }
            if (tenure.position < 0 && tenure.isCommittedKnown()) {
                long position = client.position(tenure.partition);
                step(tenure, List.of(), position, tenure.committedEpoch(position));
            }
        }
    }

    /** Notices where offsets went back though no record came. */
    void lookBack() {
        for (Tenure tenure : List.copyOf(process.tenures().values())) {
            long position = client.position(tenure.partition);
            if (position >= 0 && position < tenure.position) {
                beginAnew(tenure, position, tenure.epoch);
            }
        }
    }

    private void beginAnew(Tenure tenure, long offset, int epoch) {
        TopicPartition partition = tenure.partition;
        long committable = process.engine().view().partitions().stream()
                .filter(view -> view.topic().equals(partition.topic()) && view.partition() == partition.partition())
                .mapToLong(PartitionView::committable)
                .filter(known -> known >= 0)
                .findFirst()
                .orElse(offset);
        world.trace.note(process.toString(), "%s went back from %d to %d", tenure.toString(), tenure.position, offset);
        client.resume(List.of(partition));
        rebalances.again(partition);
        Tenure anew = process.tenures().get(partition);
        if (anew != null) {
            anew.epoch = tenure.epoch;
        }
        long from = Math.min(committable, offset);
        if (from != client.position(partition)) {
            client.seek(partition, from, epoch);
        }
    }

    /** Behind the last record there may be a newer leader's marker. */
    private void take(Tenure tenure, Client.Batch batch) {
        Rec last = batch.records().getLast();
        if (batch.epoch() == last.epoch) {
            take(tenure, batch.records(), batch.nextOffset());
        } else {
            take(tenure, batch.records(), last.offset + 1);
            step(tenure, List.of(), batch.nextOffset(), batch.epoch());
        }
    }

    /** One event for each leader epoch. */
    private void take(Tenure tenure, List<Rec> records, long position) {
        int from = 0;
        for (int i = 1; i < records.size(); i++) {
            if (records.get(i).epoch != records.get(from).epoch) {
                step(tenure, records.subList(from, i), records.get(i).offset, records.get(from).epoch);
                from = i;
            }
        }
        step(tenure, records.subList(from, records.size()), position, records.getLast().epoch);
    }

    private void step(Tenure tenure, List<Rec> records, long position, int epoch) {
        if (tenure.position >= position) {
            return;
        }
        tenure.position = position;
        tenure.epoch = epoch >= 0 ? epoch : tenure.epoch;
        tenure.hasRead |= !records.isEmpty();
        Log log = world.brokers.log(tenure.partition);
        tenure.rewrites = log.rewrites();
        tenure.incarnation = log.incarnation();
        List<Delivery<byte[], byte[]>> deliveries = new ArrayList<>();
        for (Rec rec : records) {
            tenure.ledger.offered(rec.offset);
            if (tenure.remembers(rec)) {
                tenure.ledger.knownAsFinished(rec.offset, tenure.isForThisLog());
            } else {
                tenure.buffered++;
            }
            deliveries.add(process.offer(new Offer(rec, tenure)));
        }
        tenure.ledger.position(position);
        process.step(new Event.Fetched(tenure.partition, FetchedDeliveries.of(deliveries), position, epoch));
        process.checkBuffer();
    }

    private @Nullable Tenure tenure(Client.Batch batch) {
        return process.tenures().get(batch.log().partition);
    }
}
