package dev.pollux.engine;

import dev.pollux.engine.earlier.AnyCodec;
import java.util.Arrays;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** Nanoseconds for one map: the metadata of one partition in one commit. */
@OperationsPerInvocation(1)
public class OffsetMapCodecBenchmark extends PerRecord {
    private static final long COMMITTED = 5_000_000_000L;

    /** How far apart ranges begin, in offsets. */
    public enum Shape {
        /** Every other record is finished: a bit set is shorter. */
        NEAR(2),
        /** As in a compacted topic: run lengths are shorter. */
        FAR(1000);

        private final int distance;

        Shape(int distance) {
            this.distance = distance;
        }
    }

    @Param
    public CodecVersion version = CodecVersion.NOW;

    /** A thousand is what the brokers' 4096 characters hold of those that are far apart. */
    @Param({"1", "64", "1000"})
    public int ranges = 1;

    @Param
    public Shape shape = Shape.NEAR;

    private Mapped<?> mapped = Mapped.of(version.make(), new long[0]);

    @Setup
    public void setUp() {
        long[] bounds = new long[2 * ranges];
        for (int i = 0; i < ranges; i++) {
            bounds[2 * i] = COMMITTED + 1 + (long) i * shape.distance;
            bounds[2 * i + 1] = bounds[2 * i] + 1;
        }
        mapped = Mapped.of(version.make(), bounds);
    }

    @Benchmark
    public String encode() {
        return mapped.encode();
    }

    @Benchmark
    public Object decode() {
        return mapped.decode();
    }

    /** A map and its text. */
    private record Mapped<M>(AnyCodec<M> codec, M map, String text) {
        static <M> Mapped<M> of(AnyCodec<M> codec, long[] bounds) {
            M map = codec.map(bounds);
            var mapped = new Mapped<>(codec, map, codec.encode(COMMITTED, map));
            if (!Arrays.equals(codec.boundsOf(mapped.decode()), bounds)) {
                throw new IllegalStateException("what was encoded is not what is decoded: " + mapped.text);
            }
            return mapped;
        }

        String encode() {
            return codec.encode(COMMITTED, map);
        }

        M decode() {
            return codec.decode(COMMITTED, text);
        }
    }
}
