package dev.pollux.bench;

import java.util.List;

/** All workloads, in the order in which they run. */
final class Workloads {
    private Workloads() {}

    static List<Workload> all() {
        return List.of(
                Throughput.small(),
                Throughput.large(),
                Throughput.everybody(),
                new Sleeping(),
                new Latency(),
                new HttpPosts(),
                new GiveBack(),
                new PartitionsWorkload(),
                new MemoryWorkload(),
                new StartWorkload(),
                new IdleWorkload(),
                new RebalanceWorkload());
    }
}
