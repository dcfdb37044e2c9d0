package dev.pollux.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** What the machine's timers and the JVM's scheduler leave of the limit: the handler's sleep, and nothing to hand out or to commit. */
final class SleepAlone {
    private SleepAlone() {}

    static void run(Job job, Handling handling) throws InterruptedException {
        AtomicInteger left = new AtomicInteger(job.records());
        List<Thread> sleepers = new ArrayList<>();
        for (int i = 0; i < job.concurrency(); i++) {
            byte[] key = Keys.key(i);
            sleepers.add(Thread.startVirtualThread(() -> {
                for (long offset = 0; left.getAndDecrement() > 0; offset++) {
                    handling.handleAndCount(key, offset);
                }
            }));
        }
        for (Thread sleeper : sleepers) {
            sleeper.join();
        }
    }
}
