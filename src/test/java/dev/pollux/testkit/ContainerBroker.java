package dev.pollux.testkit;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.PullImageResultCallback;
import com.github.dockerjava.api.exception.NotFoundException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/** The Apache image of the broker, run by Testcontainers. */
public final class ContainerBroker implements Broker {
    private static final DockerImageName IMAGE = DockerImageName.parse("apache/kafka:4.4.0");
    private static final Duration PULL_BOUND = Duration.ofMinutes(10);
    private static final int KAFKA_PORT = 9092;
    private static final Duration START_BOUND = Duration.ofSeconds(60);

    private final KafkaContainer container;
    private final AtomicBoolean killed = new AtomicBoolean();

    private ContainerBroker(KafkaContainer container) {
        this.container = container;
    }

    /** Starts a broker; {@code properties} come before the settings that suit tests. */
    public static ContainerBroker start(Map<String, String> properties) {
        pullWhereMissing(DockerClientFactory.instance().client());
        KafkaContainer container = new KafkaContainer(IMAGE);
        BrokerProperties.small().forEach((key, value) -> container.withEnv(variable(key), value));
        properties.forEach((key, value) -> container.withEnv(variable(key), value));
        // Without a fixed port on the host, Docker would choose another one at each restart.
        container.setPortBindings(List.of(Ports.free() + ":" + KAFKA_PORT));
        try {
            container.start();
        } catch (RuntimeException e) {
            container.stop();
            throw e;
        }
        return new ContainerBroker(container);
    }

    @Override
    public String bootstrapServers() {
        return container.getBootstrapServers();
    }

    @Override
    public void kill() {
        docker().killContainerCmd(container.getContainerId())
                .withSignal("SIGKILL")
                .exec();
        killed.set(true);
    }

    @Override
    public void restart() {
        if (!killed.getAndSet(false)) {
            throw new IllegalStateException("still runs: kill it first");
        }
        docker().startContainerCmd(container.getContainerId()).exec();
        if (!Readiness.await(bootstrapServers(), container::isRunning, START_BOUND)) {
            String state = container.isRunning() ? "did not serve within " + START_BOUND : "ended";
            throw new IllegalStateException("the broker " + state + "; its log:\n" + container.getLogs());
        }
    }

    @Override
    public void pause() {
        docker().pauseContainerCmd(container.getContainerId()).exec();
    }

    @Override
    public void resume() {
        docker().unpauseContainerCmd(container.getContainerId()).exec();
    }

    @Override
    public void close() {
        container.stop();
    }

    /** Testcontainers would try again for minutes where there is no registry, and not say what was wrong. */
    private static void pullWhereMissing(DockerClient docker) {
        try {
            docker.inspectImageCmd(IMAGE.asCanonicalNameString()).exec();
        } catch (NotFoundException _) {
            pull(docker);
        }
    }

    private static void pull(DockerClient docker) {
        System.out.println("Kafka broker: Docker pulls " + IMAGE.asCanonicalNameString());
        try {
            if (!docker.pullImageCmd(IMAGE.getUnversionedPart())
                    .withTag(IMAGE.getVersionPart())
                    .exec(new PullImageResultCallback())
                    .awaitCompletion(PULL_BOUND.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("not pulled within " + PULL_BOUND);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (RuntimeException e) {
            throw new IllegalStateException("no image " + IMAGE.asCanonicalNameString(), e);
        }
    }

    private DockerClient docker() {
        return container.getDockerClient();
    }

    /** The image reads {@code offsets.topic.num.partitions} from {@code KAFKA_OFFSETS_TOPIC_NUM_PARTITIONS}. */
    private static String variable(String property) {
        return "KAFKA_" + property.replace("_", "__").replace('.', '_').toUpperCase(Locale.ROOT);
    }
}
