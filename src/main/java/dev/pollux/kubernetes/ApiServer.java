package dev.pollux.kubernetes;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * The API server, as a pod reaches it: over HTTPS, with the token and the certificate authority of its ServiceAccount, both
 * read anew for each request, since Kubernetes replaces them now and then.
 *
 * <p>One GET in the life of a process: a client library for that is nine megabytes and twice the time.
 *
 * @param address such as {@code https://10.96.0.1:443}
 * @param serviceAccount the folder with {@code token}, {@code ca.crt} and {@code namespace}
 */
record ApiServer(String address, Path serviceAccount) {

    /** The pod's own namespace. */
    String namespace() throws IOException {
        return Files.readString(serviceAccount.resolve("namespace")).strip();
    }

    /**
     * Asks for one object; whatever the status is.
     *
     * @param path absolute
     * @param bound on everything together
     * @throws IllegalArgumentException where the address is none
     * @throws IOException also where the ServiceAccount's files are not there
     * @throws ExecutionException around what was wrong with the connection
     */
    HttpResponse<byte[]> get(String path, Duration bound)
            throws IOException, GeneralSecurityException, ExecutionException, TimeoutException, InterruptedException {
        String token = Files.readString(serviceAccount.resolve("token")).strip();
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .proxy(HttpClient.Builder.NO_PROXY)
                .sslContext(trusted())
                .build();
        try {
            var request = HttpRequest.newBuilder(URI.create(address + path))
                    .header("accept", "application/json")
                    .header("authorization", "Bearer " + token)
                    .build();
            return client.sendAsync(request, BodyHandlers.ofByteArray()).get(bound.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            client.shutdownNow();
        }
    }

    private SSLContext trusted() throws IOException, GeneralSecurityException {
        KeyStore authorities = KeyStore.getInstance(KeyStore.getDefaultType());
        authorities.load(null, null);
        try (var file = Files.newInputStream(serviceAccount.resolve("ca.crt"))) {
            for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(file)) {
                authorities.setCertificateEntry("authority-" + authorities.size(), each);
            }
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(authorities);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
