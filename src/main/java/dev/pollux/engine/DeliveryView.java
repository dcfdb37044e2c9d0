package dev.pollux.engine;

import dev.pollux.api.Delivery;
import java.util.AbstractList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.RandomAccess;

/**
 * The deliveries of fetched records, each made anew whenever it is asked for: most of them live no longer than a handler's look at
 * them, and the JVM then makes none at all. For any thread.
 */
final class DeliveryView extends AbstractList<Delivery<byte[], byte[]>> implements RandomAccess {
    private final FetchedRecords records;
    private final int from;
    private final int size;

    DeliveryView(FetchedRecords records, int from, int size) {
        this.records = records;
        this.from = from;
        this.size = size;
    }

    @Override
    public Delivery<byte[], byte[]> get(int index) {
        return records.delivery(from + Objects.checkIndex(index, size));
    }

    @Override
    public int size() {
        return size;
    }

    /** As the inherited one, which the JVM sees going through lists of other kinds too: it would then make an object of each record. */
    @Override
    public Iterator<Delivery<byte[], byte[]>> iterator() {
        return new FromFirst();
    }

    /** As the inherited one, which would look for changes that there are none of. */
    @Override
    public List<Delivery<byte[], byte[]>> subList(int begin, int end) {
        Objects.checkFromToIndex(begin, end, size);
        return begin == 0 && end == size ? this : new DeliveryView(records, from + begin, end - begin);
    }

    private final class FromFirst implements Iterator<Delivery<byte[], byte[]>> {
        private int next;

        @Override
        public boolean hasNext() {
            return next < size;
        }

        @Override
        public Delivery<byte[], byte[]> next() {
            if (next >= size) {
                throw new NoSuchElementException();
            }
            return records.delivery(from + next++);
        }
    }
}
