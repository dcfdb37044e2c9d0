package dev.pollux.testkit;

import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.http.Dispatcher;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * An API server of Kubernetes on a port of this machine, over HTTPS, with one StatefulSet in it. Objects are written by
 * Kubernetes' own kind of client; a pod sees the server as Kubernetes would show it. Thread-safe.
 */
public final class KubernetesApi implements AutoCloseable {
    private static final String NAMESPACE = "shop";
    private static final int FOR_EVER_SECONDS = 30;
    private static final Logger SERVER_LOG = Logger.getLogger(MockWebServer.class.getName());

    static {
        // Each request is said otherwise.
        SERVER_LOG.setLevel(Level.WARNING);
    }

    /** How it answers pods. */
    public enum Mood {
        HELPFUL,
        FORBIDDING,
        /** Takes the request and does not answer. */
        SILENT
    }

    private final String statefulSet;
    private final KubernetesMockServer server;
    private final KubernetesClient client;
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile Mood mood = Mood.HELPFUL;

    /** Starts it. */
    public KubernetesApi(String statefulSet, int replicas) {
        this.statefulSet = statefulSet;
        Dispatcher objects = new KubernetesCrudDispatcher();
        server =
                new KubernetesMockServer(new Context(), new MockWebServer(), new HashMap<>(), new Moody(objects), true);
        server.init();
        client = server.createClient();
        reset(replicas);
    }

    /** As at the start: this many replicas, and nobody has asked. */
    public void reset(int replicas) {
        if (get() != null) {
            edit(set -> set.editMetadata().withFinalizers(List.of()).endMetadata());
            delete();
        }
        asked.clear();
        mood = Mood.HELPFUL;
        client.apps()
                .statefulSets()
                .inNamespace(NAMESPACE)
                .resource(new StatefulSetBuilder()
                        .withNewMetadata()
                        .withName(statefulSet)
                        .endMetadata()
                        .withNewSpec()
                        .withReplicas(replicas)
                        .endSpec()
                        .build())
                .create();
    }

    /** As {@code kubectl scale}. */
    public void scale(int replicas) {
        edit(set -> set.editSpec().withReplicas(replicas).endSpec());
    }

    /** Where the ordinals begin. */
    public void ordinalsFrom(int start) {
        edit(set -> set.editSpec().withNewOrdinals(start).endSpec());
    }

    /** As {@code kubectl delete --cascade=foreground}: it is there until its pods are gone. */
    public void deleteInForeground() {
        edit(set -> set.editMetadata().withFinalizers("foregroundDeletion").endMetadata());
        delete();
    }

    /** As {@code helm uninstall}: gone at once. */
    public void delete() {
        client.apps()
                .statefulSets()
                .inNamespace(NAMESPACE)
                .withName(statefulSet)
                .delete();
    }

    /** How pods are answered from now on. */
    public void mood(Mood next) {
        mood = next;
    }

    /** What pods asked so far, as {@code token path}. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    /** How often the pod with this ordinal has asked. */
    public long asked(int ordinal) {
        return asked.stream()
                .filter(line -> line.startsWith(podName(ordinal) + ' '))
                .count();
    }

    public String podName(int ordinal) {
        return statefulSet + '-' + ordinal;
    }

    /** What Kubernetes, and the chart, put into the environment of the pod with this ordinal. */
    public Map<String, String> environment(int ordinal) {
        return Map.of(
                "KUBERNETES_SERVICE_HOST",
                "localhost",
                "KUBERNETES_SERVICE_PORT",
                Integer.toString(server.getPort()),
                "POD_NAME",
                podName(ordinal));
    }

    /** Puts the files of a ServiceAccount into the folder; its token is the pod's name. */
    public Path serviceAccount(Path folder, int ordinal) {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("token"), podName(ordinal) + '\n');
            Files.writeString(folder.resolve("namespace"), NAMESPACE);
            Files.writeString(
                    folder.resolve("ca.crt"),
                    Files.readString(Path.of(server.getSelfSignedCertificate().certificatePath())));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        client.close();
        server.destroy();
    }

    private @Nullable StatefulSet get() {
        return client.apps()
                .statefulSets()
                .inNamespace(NAMESPACE)
                .withName(statefulSet)
                .get();
    }

    private void edit(UnaryOperator<StatefulSetBuilder> change) {
        client.resource(change.apply(new StatefulSetBuilder(Objects.requireNonNull(get())))
                        .build())
                .update();
    }

    /** The token of a pod is its name; that of the test's own client is another. */
    private final class Moody extends Dispatcher {
        private final Dispatcher objects;

        Moody(Dispatcher objects) {
            this.objects = objects;
        }

        @Override
        public MockResponse dispatch(RecordedRequest request) {
            String token = request.getHeader("authorization");
            if (token == null || !token.startsWith("Bearer " + statefulSet)) {
                return objects.dispatch(request);
            }
            asked.add(token.replace("Bearer ", "") + ' ' + request.getPath());
            return switch (mood) {
                case HELPFUL -> objects.dispatch(request);
                case FORBIDDING ->
                    new MockResponse()
                            .setResponseCode(HttpURLConnection.HTTP_FORBIDDEN)
                            .setBody("{\"kind\":\"Status\",\"reason\":\"Forbidden\",\"code\":403}");
                case SILENT -> objects.dispatch(request).setBodyDelay(FOR_EVER_SECONDS, TimeUnit.SECONDS);
            };
        }

        @Override
        public void shutdown() {
            objects.shutdown();
        }
    }
}
