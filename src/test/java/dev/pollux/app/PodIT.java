package dev.pollux.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pollux.testkit.KubernetesApi;
import dev.pollux.testkit.KubernetesApi.Mood;
import dev.pollux.testkit.Records;
import dev.pollux.testkit.WorkerLaunch;
import dev.pollux.testkit.WorkerProcess;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** SIGTERM to a worker in a process of its own that finds Kubernetes as a pod does. */
class PodIT extends ProcessTest {
    private final KubernetesApi kubernetes = new KubernetesApi("orders", 1);

    @AfterEach
    void close() {
        kubernetes.close();
    }

    @Test
    void onSigtermKubernetesIsAskedWhetherThePodWillBeBack() {
        String topic = cluster.newTopic("orders", 3);
        Records.produce(cluster, topic, 100, 10);
        WorkerLaunch pod = pod(topic);
        try (WorkerProcess restarted = pod.start()) {
            await().atMost(BOUND).until(() -> kubernetes.asked(0) == 1 && cluster.lag(group, topic) == 0);
            restarted.sigterm();
            assertThat(restarted.waitFor(BOUND)).hasValue(0);
            assertThat(restarted.output())
                    .contains("Remains a member of its group, because StatefulSet orders wants 1 replica");
            assertThat(kubernetes.asked(0))
                    .as("once after it joined, once at the end")
                    .isEqualTo(2);
            assertThat(cluster.staticMembers(group)).hasSize(1);
        }
        kubernetes.mood(Mood.FORBIDDING);
        try (WorkerProcess scaledIn = pod.start(folder.resolve("scaled-in.log"))) {
            await().atMost(BOUND).until(() -> scaledIn.output().contains("the ServiceAccount needs a Role"));
            kubernetes.mood(Mood.HELPFUL);
            kubernetes.scale(0);
            scaledIn.sigterm();
            assertThat(scaledIn.waitFor(BOUND)).hasValue(0);
            assertThat(scaledIn.output()).contains("Leaves its group, because StatefulSet orders wants 0 replicas");
            assertThat(cluster.staticMembers(group)).isEmpty();
        }
    }

    private WorkerLaunch pod(String topic) {
        Path account = kubernetes.serviceAccount(folder.resolve("account"), 0);
        WorkerLaunch launch = launch(topic, "type: discard").jvm("-Dpollux.service-account=" + account);
        kubernetes.environment(0).forEach(launch::environment);
        return launch;
    }
}
