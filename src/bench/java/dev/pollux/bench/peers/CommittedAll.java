package dev.pollux.bench.peers;

import dev.pollux.bench.Job;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;

/** Waits until a group has committed all of a topic whose records' offsets have no gaps. */
final class CommittedAll {
    private static final Duration BOUND = Duration.ofSeconds(30);
    private static final Duration LOOK = Duration.ofMillis(100);

    private CommittedAll() {}

    static void await(Job job) throws InterruptedException, ExecutionException {
        long begin = System.nanoTime();
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, job.servers()))) {
            while (committed(admin, job.group()) < job.records()) {
                if (System.nanoTime() - begin > BOUND.toNanos()) {
                    throw new IllegalStateException("not committed within " + BOUND);
                }
                Thread.sleep(LOOK);
            }
        }
    }

    private static long committed(Admin admin, String group) throws InterruptedException, ExecutionException {
        return admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get().values().stream()
                .mapToLong(OffsetAndMetadata::offset)
                .sum();
    }
}
