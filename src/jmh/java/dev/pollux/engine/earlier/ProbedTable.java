package dev.pollux.engine.earlier;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The table of {@link ProbedLanes} and {@link ListedLanes}: open addressing with linear probing on a 64-bit hash, and full comparison. */
final class ProbedTable {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int SMALLEST = 16;

    private @Nullable ProbedLane[] table = new ProbedLane[SMALLEST];
    private int size;

    ProbedLane laneOf(byte[] key) {
        long hash = hash(key);
        int index = home(hash);
        ProbedLane lane;
        while ((lane = table[index]) != null) {
            if (lane.hash == hash && Arrays.equals(lane.key, key)) {
                return lane;
            }
            index = (index + 1) & (table.length - 1);
        }
        lane = new ProbedLane(key, hash);
        table[index] = lane;
        if (++size * 2 > table.length) {
            resize(table.length * 2);
        }
        return lane;
    }

    void remove(ProbedLane lane) {
        int index = home(lane.hash);
        while (table[index] != lane) {
            if (table[index] == null) {
                throw new IllegalStateException("a lane is not in the table and cannot be removed");
            }
            index = (index + 1) & (table.length - 1);
        }
        closeGap(index);
        size--;
    }

    /** Moves up the lanes behind a removed one that could no longer be found past the gap. */
    private void closeGap(int removed) {
        int mask = table.length - 1;
        int gap = removed;
        int index = (gap + 1) & mask;
        ProbedLane lane;
        while ((lane = table[index]) != null) {
            int distanceFromHome = (index - home(lane.hash)) & mask;
            int distanceFromGap = (index - gap) & mask;
            if (distanceFromHome >= distanceFromGap) {
                table[gap] = lane;
                gap = index;
            }
            index = (index + 1) & mask;
        }
        table[gap] = null;
    }

    private void resize(int length) {
        @Nullable ProbedLane[] old = table;
        table = new ProbedLane[length];
        for (ProbedLane lane : old) {
            if (lane != null) {
                int index = home(lane.hash);
                while (table[index] != null) {
                    index = (index + 1) & (length - 1);
                }
                table[index] = lane;
            }
        }
    }

    private int home(long hash) {
        return (int) (hash >>> 32) & (table.length - 1);
    }

    private static long hash(byte[] key) {
        long hash = key.length * 0x9E3779B97F4A7C15L;
        int i = 0;
        for (; i + 8 <= key.length; i += 8) {
            hash = mix(hash ^ (long) LONGS.get(key, i));
        }
        long rest = 0;
        for (; i < key.length; i++) {
            rest = (rest << 8) | (key[i] & 0xFF);
        }
        return mix(hash ^ rest);
    }

    private static long mix(long value) {
        long mixed = value * 0xD6E8FEB86659FD93L;
        return mixed ^ (mixed >>> 32) ^ (mixed << 29);
    }
}
