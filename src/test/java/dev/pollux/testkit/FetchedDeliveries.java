package dev.pollux.testkit;

import dev.pollux.api.Delivery;
import dev.pollux.engine.FetchedRecords;
import dev.pollux.engine.Footprint;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a poll brought, made of deliveries. It forgets those that are moved out, and asking for one of them again fails. */
public final class FetchedDeliveries implements FetchedRecords {
    private final List<@Nullable Delivery<byte[], byte[]>> deliveries;

    private FetchedDeliveries(List<Delivery<byte[], byte[]>> deliveries) {
        this.deliveries = new ArrayList<>(deliveries);
    }

    /** These, in offset order. */
    public static FetchedDeliveries of(List<Delivery<byte[], byte[]>> deliveries) {
        return new FetchedDeliveries(deliveries);
    }

    @Override
    public int size() {
        return deliveries.size();
    }

    @Override
    public long offset(int index) {
        return delivery(index).offset();
    }

    @Override
    public long timestamp(int index) {
        return delivery(index).timestamp();
    }

    @Override
    public int bytes(int index) {
        Delivery<byte[], byte[]> record = delivery(index);
        return Footprint.of(record.key(), record.value(), record.headers());
    }

    @Override
    public Delivery<byte[], byte[]> delivery(int index) {
        return Objects.requireNonNull(deliveries.get(index), "it was moved out or forgotten");
    }

    @Override
    public FetchedRecords moveOut(int from, int to) {
        List<Delivery<byte[], byte[]>> moved = new ArrayList<>();
        for (int i = from; i < to; i++) {
            moved.add(delivery(i));
        }
        Collections.fill(deliveries.subList(from, to), null);
        return of(moved);
    }

    @Override
    public void forget(int from) {
        Collections.fill(deliveries.subList(from, size()), null);
    }

    @Override
    public FetchedRecords followedBy(List<FetchedRecords> next) {
        List<Delivery<byte[], byte[]>> all = new ArrayList<>();
        for (int i = 0; i < size(); i++) {
            all.add(delivery(i));
        }
        for (FetchedRecords part : next) {
            for (int i = 0; i < part.size(); i++) {
                all.add(part.delivery(i));
            }
        }
        return of(all);
    }

    @Override
    public String toString() {
        return deliveries.toString();
    }
}
