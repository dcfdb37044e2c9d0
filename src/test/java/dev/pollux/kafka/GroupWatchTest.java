package dev.pollux.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pollux.scaling.GroupView;
import dev.pollux.scaling.MemberLoad;
import dev.pollux.scaling.ScalingSettings;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;

class GroupWatchTest {
    private final LoopRig rig = new LoopRig();
    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void goesOnAfterALookThatFailedInAnUnknownWay() {
        rig.run(rig.assign(LoopRig.P0), rig::untilTheNextLook, () -> {});
        GroupWatch watch = new GroupWatch(
                rig.settings(),
                new ClientProperties(rig.settings(), LoopRig.BUFFER),
                rig.state,
                new TopicSizes(),
                rig.topicIds,
                new ScalingSettings(Duration.ofMinutes(5)),
                () -> MemberLoad.NONE);
        try (var looking = watch.by(failing())) {
            Thread thread = looking.thread();
            await().until(() -> asked.get() > 0
                    && Set.of(Thread.State.TIMED_WAITING, Thread.State.TERMINATED)
                            .contains(thread.getState()));
            assertThat(thread.getState()).as("until the next look").isEqualTo(Thread.State.TIMED_WAITING);
            assertThat(watch.get()).isEqualTo(GroupView.NONE);
        }
    }

    private Admin failing() {
        return (Admin) Proxy.newProxyInstance(
                Admin.class.getClassLoader(), new Class<?>[] {Admin.class}, (proxy, method, arguments) -> {
                    asked.incrementAndGet();
                    throw new IllegalStateException("nobody thought of that");
                });
    }
}
