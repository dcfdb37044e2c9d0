package dev.pollux.engine;

import dev.pollux.api.Delivery;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Records of one partition that are handed to one worker together, to be handled in this order.
 *
 * <p>The worker claims each record before it begins with it, and the engine may take back what is not claimed: one atomic
 * cursor decides between them. Everything else in here belongs to the engine, except {@link #size()} and {@link #records()}, which do
 * not change once the run is handed out, but that what the engine took back is forgotten.
 */
public final class Run {
    final Assignment assignment;

    private final List<Delivery<byte[], byte[]>> records;

    /** Where {@link #records} are made from; null where they are kept. */
    private final @Nullable FetchedRecords madeOf;

    /** See {@link #fetched()}. */
    private @Nullable FetchedRecords fetched;

    /** Empty as long as the run has its partition to itself: then nobody needs to know which lanes it holds. */
    private final ArrayList<@Nullable Lane> lanes = new ArrayList<>(0);

    private int size;

    /** The next index to be claimed; once closed, the complement of it. Written by the worker and by the engine. */
    private final AtomicInteger cursor = new AtomicInteger();

    /** Everything below is finished already: the engine took it from a stalled run's claims. */
    int reported;

    /** Where the claims stood when the engine looked last; -1 before. */
    int seenClaims = -1;

    /** Whether the run was found to stand still; it no longer counts as awake. */
    boolean stalled;

    /** See {@link #isBrief()}; written before it is handed out. */
    boolean brief;

    /** Whether what was not claimed is put back already. */
    boolean takenBack;

    /** Its place in the engine's list of runs in flight. */
    int place = -1;

    /** An empty one, to be filled. */
    Run(Assignment assignment) {
        this.assignment = assignment;
        records = new ArrayList<>(0);
        madeOf = null;
    }

    /** One that has its partition to itself: these are all its records. */
    Run(Assignment assignment, FetchedRecords all) {
        this.assignment = assignment;
        fetched = all;
        madeOf = all;
        size = all.size();
        records = new DeliveryView(all, 0, size);
    }

    /** What it holds, as it was fetched; null in a run that never had its partition to itself, and where something was given back. */
    @Nullable
    FetchedRecords fetched() {
        return fetched;
    }

    /** Says which lane the next record holds that was added without one. */
    void addLane(@Nullable Lane lane) {
        lanes.add(lane);
    }

    void add(Delivery<byte[], byte[]> record, @Nullable Lane lane) {
        records.add(record);
        lanes.add(lane);
        size++;
    }

    @Nullable
    Lane lane(int index) {
        return lanes.get(index);
    }

    /** How many records it holds; at least one once it is handed out. */
    public int size() {
        return size;
    }

    /** Whether it will be over sooner than a thread is woken up for it, as far as can be told. */
    public boolean isBrief() {
        return brief;
    }

    /**
     * The records in the order in which they are to be handled; of one topic and partition. For any thread, once the run is handed
     * out; not to be changed through this. Those that were given back may not be asked for.
     */
    public List<Delivery<byte[], byte[]>> records() {
        // The other cannot be changed anyway, and as it is the JVM sees that a quick handler needs no object of each
        // record.
        return madeOf == null ? Collections.unmodifiableList(records) : records;
    }

    /** One of {@link #records()}; through the list the JVM would have to make an object of it, whatever the handler does. */
    public Delivery<byte[], byte[]> record(int index) {
        return madeOf != null ? madeOf.delivery(index) : Objects.requireNonNull(records.get(index));
    }

    /**
     * The records from here on are given back, and must not be kept in memory by what is left of the run. None of them is claimed, or
     * will be. The worker may be reading the others, so the list is as long as it was.
     */
    void forget(int from) {
        if (fetched != null) {
            fetched.forget(from);
            fetched = null;
        } else {
            Collections.fill(records.subList(from, size), null);
        }
    }

    /** For the worker: the index of the record to begin with now; -1 where nothing is left or all was taken back. */
    public int claim() {
        int index = cursor.get();
        while (index >= 0 && index < size) {
            if (cursor.compareAndSet(index, index + 1)) {
                return index;
            }
            index = cursor.get();
        }
        return -1;
    }

    /** For the worker: claims all records at once, for a batch; false where all were taken back. */
    public boolean claimAll() {
        return cursor.compareAndSet(0, size);
    }

    /** For the engine: nothing more can be claimed. Returns how many records were. */
    int close() {
        int index = cursor.get();
        while (index >= 0) {
            if (cursor.compareAndSet(index, ~index)) {
                return index;
            }
            index = cursor.get();
        }
        return ~index;
    }

    int claims() {
        int index = cursor.get();
        return index >= 0 ? index : ~index;
    }
}
