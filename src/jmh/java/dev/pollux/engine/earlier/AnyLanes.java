package dev.pollux.engine.earlier;

import dev.pollux.api.Delivery;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What every version of the lanes can do, by key and while all goes well.
 *
 * @param <R> a run: records that are handled one after the other
 */
public interface AnyLanes<R> {
    /** Records come in. */
    void add(List<Delivery<byte[], byte[]>> records);

    /** Takes up to so many records whose keys are in no other run; null where there are none. */
    @Nullable
    R take(int most);

    /** The records of a run, in order. */
    List<Delivery<byte[], byte[]>> records(R run);

    /** All of a run is accepted. Returns how many records it had. */
    int accept(R run);
}
