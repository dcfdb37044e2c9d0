package dev.pollux.engine;

import dev.pollux.api.Delivery;
import java.util.Arrays;
import java.util.List;

/** What a poll brought, whose deliveries are made already: what that costs is the same wherever it is done. */
final class RecordsAtHand implements FetchedRecords {
    private final Delivery<byte[], byte[]>[] deliveries;

    private RecordsAtHand(Delivery<byte[], byte[]>[] deliveries) {
        this.deliveries = deliveries;
    }

    /** These, in offset order. */
    static RecordsAtHand of(List<Delivery<byte[], byte[]>> deliveries) {
        @SuppressWarnings({"unchecked", "rawtypes"})
        Delivery<byte[], byte[]>[] array = deliveries.toArray(new Delivery[0]);
        return new RecordsAtHand(array);
    }

    @Override
    public int size() {
        return deliveries.length;
    }

    @Override
    public long offset(int index) {
        return deliveries[index].offset();
    }

    @Override
    public long timestamp(int index) {
        return deliveries[index].timestamp();
    }

    @Override
    public int bytes(int index) {
        return Footprint.of(deliveries[index]);
    }

    @Override
    public Delivery<byte[], byte[]> delivery(int index) {
        return deliveries[index];
    }

    @Override
    public FetchedRecords moveOut(int from, int to) {
        var moved = new RecordsAtHand(Arrays.copyOfRange(deliveries, from, to));
        Arrays.fill(deliveries, from, to, null);
        return moved;
    }

    @Override
    public void forget(int from) {
        Arrays.fill(deliveries, from, deliveries.length, null);
    }

    @Override
    public FetchedRecords followedBy(List<FetchedRecords> next) {
        int size =
                deliveries.length + next.stream().mapToInt(FetchedRecords::size).sum();
        Delivery<byte[], byte[]>[] all = Arrays.copyOf(deliveries, size);
        int end = deliveries.length;
        for (FetchedRecords records : next) {
            RecordsAtHand others = (RecordsAtHand) records;
            System.arraycopy(others.deliveries, 0, all, end, others.deliveries.length);
            end += others.deliveries.length;
        }
        return new RecordsAtHand(all);
    }
}
