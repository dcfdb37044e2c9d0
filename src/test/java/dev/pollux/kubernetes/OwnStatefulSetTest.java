package dev.pollux.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollux.kubernetes.Verdict.Outside;
import dev.pollux.kubernetes.Verdict.Unknown;
import dev.pollux.kubernetes.Verdict.Unwanted;
import dev.pollux.kubernetes.Verdict.Wanted;
import dev.pollux.testkit.KubernetesApi;
import dev.pollux.testkit.KubernetesApi.Mood;
import dev.pollux.testkit.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Over HTTPS, as Kubernetes shows its API server to a pod. */
class OwnStatefulSetTest {
    private static final KubernetesApi KUBERNETES = new KubernetesApi("orders", 6);

    @TempDir
    Path folder = Path.of("");

    @AfterAll
    static void close() {
        KUBERNETES.close();
    }

    @BeforeEach
    void reset() {
        KUBERNETES.reset(6);
    }

    @Test
    void aRollingRestartWantsEachPodBack() {
        for (int ordinal = 0; ordinal < 6; ordinal++) {
            assertThat(ask(ordinal)).isEqualTo(new Wanted("StatefulSet orders wants 6 replicas"));
        }
        assertThat(KUBERNETES.asked())
                .as("each asked once, for its own set and nothing else")
                .hasSize(6)
                .contains("orders-5 /apis/apps/v1/namespaces/shop/statefulsets/orders");
    }

    @Test
    void scalingInWantsTheLastOnesNoLonger() {
        KUBERNETES.scale(4);
        assertThat(ask(3)).isInstanceOf(Wanted.class);
        assertThat(ask(4)).isEqualTo(new Unwanted("StatefulSet orders wants 4 replicas"));
        KUBERNETES.scale(0);
        assertThat(ask(0)).isEqualTo(new Unwanted("StatefulSet orders wants 0 replicas"));
    }

    @ParameterizedTest
    @CsvSource({"4, false", "5, true", "10, true", "11, false"})
    void ordinalsNeedNotBeginAtZero(int ordinal, boolean wanted) {
        KUBERNETES.ordinalsFrom(5);
        assertThat(ask(ordinal) instanceof Wanted).isEqualTo(wanted);
    }

    @Test
    void uninstalledItIsGone() {
        KUBERNETES.delete();
        assertThat(ask(0)).isEqualTo(new Unwanted("there is no StatefulSet orders"));
    }

    @Test
    void uninstalledInForegroundItSaysSo() {
        KUBERNETES.deleteInForeground();
        assertThat(ask(0)).isEqualTo(new Unwanted("StatefulSet orders is being deleted"));
    }

    @Test
    void whatIsForbiddenIsNotKnown() {
        KUBERNETES.mood(Mood.FORBIDDING);
        assertThat(why(ask(0))).contains("403", "statefulsets.apps orders");
    }

    @Test
    void noAnswerIsWaitedForTwoSeconds() {
        assertThat(ask(0)).isInstanceOf(Wanted.class);
        KUBERNETES.mood(Mood.SILENT);
        long begun = System.nanoTime();
        assertThat(why(ask(0))).contains("did not answer within 2 s");
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(4));
    }

    @Test
    void nobodyThere() {
        Map<String, String> environment = new HashMap<>(KUBERNETES.environment(0));
        environment.put("KUBERNETES_SERVICE_PORT", Integer.toString(Ports.free()));
        assertThat(why(OwnStatefulSet.of(environment, account(0)).ask())).contains("cannot be asked");
    }

    @Test
    void anotherAuthorityIsNotTrusted() throws IOException {
        try (KubernetesApi other = new KubernetesApi("orders", 6)) {
            Path foreign = other.serviceAccount(folder.resolve("foreign"), 0);
            assertThat(why(OwnStatefulSet.of(KUBERNETES.environment(0), foreign).ask()))
                    .contains("SSLHandshakeException");
        }
        assertThat(KUBERNETES.asked()).isEmpty();
    }

    @Test
    void withoutATokenNobodyIsAsked() throws IOException {
        Files.delete(account(0).resolve("token"));
        assertThat(why(OwnStatefulSet.of(KUBERNETES.environment(0), folder).ask()))
                .contains("not mounted")
                .contains("token");
        assertThat(KUBERNETES.asked()).isEmpty();
    }

    @Test
    void theNamespaceOfTheEnvironmentGoesFirst() {
        Map<String, String> environment = new HashMap<>(KUBERNETES.environment(0));
        environment.put("POD_NAMESPACE", "elsewhere");
        assertThat(OwnStatefulSet.of(environment, account(0)).ask()).isInstanceOf(Unwanted.class);
        assertThat(KUBERNETES.asked())
                .containsExactly("orders-0 /apis/apps/v1/namespaces/elsewhere/statefulsets/orders");
    }

    @ParameterizedTest
    @CsvSource({"''", "orders", "orders-7d9c8b6f4-x2x2x", "orders-12345678901", "../secrets/x-0"})
    void whatIsNoPodOfAStatefulSetAsksNobody(String podName) {
        Map<String, String> environment = new HashMap<>(KUBERNETES.environment(0));
        environment.put("POD_NAME", podName);
        assertThat(why(OwnStatefulSet.of(environment, account(0)).ask())).contains("POD_NAME");
        assertThat(KUBERNETES.asked()).isEmpty();
    }

    @Test
    void outsideOfAClusterNobodyIsAsked() {
        assertThat(OwnStatefulSet.of(Map.of("POD_NAME", "orders-0")).ask()).isEqualTo(new Outside());
    }

    private Verdict ask(int ordinal) {
        return OwnStatefulSet.of(KUBERNETES.environment(ordinal), account(ordinal))
                .ask();
    }

    private Path account(int ordinal) {
        return KUBERNETES.serviceAccount(folder, ordinal);
    }

    private static String why(Verdict verdict) {
        assertThat(verdict).isInstanceOf(Unknown.class);
        return ((Unknown) verdict).why();
    }
}
