package dev.pollux.kubernetes;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Asks the StatefulSet that this pod belongs to whether it still wants a pod of this name. Thread-safe; each question is one
 * request, and nothing is kept in between.
 */
public final class OwnStatefulSet {
    /** The longest that an answer may take. */
    public static final Duration ANSWER = Duration.ofSeconds(2);

    /** Where tests put the ServiceAccount's files; Kubernetes mounts them at one place. */
    private static final String FOLDER = "pollux.service-account";

    private static final String MOUNTED = "/var/run/secrets/kubernetes.io/serviceaccount";

    private final @Nullable ApiServer server;
    private final String podName;
    private final String podNamespace;

    private OwnStatefulSet(@Nullable ApiServer server, String podName, String podNamespace) {
        this.server = server;
        this.podName = podName;
        this.podNamespace = podNamespace;
    }

    /**
     * As the environment says: {@code KUBERNETES_SERVICE_HOST} and {@code KUBERNETES_SERVICE_PORT_HTTPS}, which Kubernetes
     * sets in each container; {@code POD_NAME}; and {@code POD_NAMESPACE}, without which the ServiceAccount's file says it.
     */
    public static OwnStatefulSet of(Map<String, String> environment) {
        return of(environment, Path.of(System.getProperty(FOLDER, MOUNTED)));
    }

    /**
     * The same with another ServiceAccount.
     *
     * @param serviceAccount the folder with {@code token}, {@code ca.crt} and {@code namespace}
     */
    public static OwnStatefulSet of(Map<String, String> environment, Path serviceAccount) {
        String host = environment.getOrDefault("KUBERNETES_SERVICE_HOST", "");
        String port = environment.getOrDefault(
                "KUBERNETES_SERVICE_PORT_HTTPS", environment.getOrDefault("KUBERNETES_SERVICE_PORT", "443"));
        // An IPv6 address.
        String name = host.contains(":") ? '[' + host + ']' : host;
        ApiServer server = host.isEmpty() ? null : new ApiServer("https://" + name + ':' + port, serviceAccount);
        return new OwnStatefulSet(
                server, environment.getOrDefault("POD_NAME", ""), environment.getOrDefault("POD_NAMESPACE", ""));
    }

    /** Asks. Takes {@link #ANSWER} at most, and the time to load classes before the first time. */
    public Verdict ask() {
        if (server == null) {
            return new Verdict.Outside();
        }
        Pod pod = Pod.named(podName);
        if (pod == null) {
            String found = podName.isEmpty() ? "POD_NAME is not set" : "POD_NAME is " + podName;
            return new Verdict.Unknown(found + ", which is not the name of a StatefulSet's pod");
        }
        try {
            String namespace = podNamespace.isEmpty() ? server.namespace() : podNamespace;
            return verdict(
                    pod,
                    server.get("/apis/apps/v1/namespaces/" + namespace + "/statefulsets/" + pod.statefulSet(), ANSWER));
        } catch (NoSuchFileException e) {
            return new Verdict.Unknown("the ServiceAccount's files are not mounted: there is no " + e.getFile());
        } catch (TimeoutException _) {
            return new Verdict.Unknown("the API server did not answer within " + ANSWER.toSeconds() + " s");
        } catch (ExecutionException e) {
            return new Verdict.Unknown("the API server cannot be asked: " + e.getCause());
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            return new Verdict.Unknown("the API server cannot be asked: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Verdict.Unknown("the question was interrupted");
        }
    }

    private static Verdict verdict(Pod pod, HttpResponse<byte[]> answer) throws IOException {
        return switch (answer.statusCode()) {
            case 200 -> StatefulSet.read(answer.body()).verdict(pod);
            case 404 -> new Verdict.Unwanted("there is no StatefulSet " + pod.statefulSet());
            case 401 -> new Verdict.Unknown("the API server answered 401: it does not know the ServiceAccount's token");
            case 403 ->
                new Verdict.Unknown("the API server answered 403: the ServiceAccount needs a Role that allows `get` for"
                        + " statefulsets.apps " + pod.statefulSet());
            default -> new Verdict.Unknown("the API server answered " + answer.statusCode());
        };
    }
}
