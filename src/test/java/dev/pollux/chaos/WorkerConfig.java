package dev.pollux.chaos;

import dev.pollux.kafka.MembershipSettings.Protocol;
import java.time.Duration;
import java.util.Locale;

/**
 * The configuration of the workers.
 *
 * @param url of the receiver
 */
record WorkerConfig(String servers, String group, String topic, Protocol protocol, String url) {
    /** Tells the receiver which process sent a request. */
    static final String WORKER_HEADER = "x-chaos-worker";

    /**
     * @param incarnation names the process, the instance id only the member
     * @param remains whether it stays in the group while it is restarted
     */
    String yaml(String instanceId, String incarnation, int port, boolean remains) {
        return """
                kafka:
                  bootstrap.servers: %s
                  max.poll.interval.ms: %d
                %sgroup: %s
                topics: [%s]
                ordering: key
                concurrency: %d
                membership:
                  protocol: %s
                  instance-id: %s
                  on-shutdown: %s
                  revoke-timeout: %s
                commit:
                  interval: %s
                buffer:
                  max-records: %d
                handler:
                  type: http
                  timeout: %s
                  http:
                    url: %s
                    headers: {%s: %s}
                retry:
                  max-attempts: %d
                  backoff: PT0.05S
                  max-backoff: PT1S
                server:
                  port: %d
                shutdown:
                  drain-timeout: %s
                """.formatted(
                        servers,
                        maxPollInterval().toMillis(),
                        session().indent(2),
                        group,
                        topic,
                        Limits.CONCURRENCY,
                        protocol.name().toLowerCase(Locale.ROOT),
                        instanceId,
                        remains ? "remain" : "leave",
                        Limits.REVOKE_TIMEOUT,
                        Limits.COMMIT_INTERVAL,
                        Limits.BUFFER_RECORDS,
                        Limits.HANDLER_TIMEOUT,
                        url,
                        WORKER_HEADER,
                        incarnation,
                        Limits.MAX_ATTEMPTS,
                        port,
                        Limits.DRAIN_TIMEOUT);
    }

    /** Under the consumer protocol the worker does not know the session time-out, so this has to stand for it. */
    private Duration maxPollInterval() {
        return protocol == Protocol.CLASSIC ? Limits.MAX_POLL_INTERVAL : Limits.SESSION;
    }

    /** Under the consumer protocol the broker sets them. */
    private String session() {
        return switch (protocol) {
            case CLASSIC ->
                "session.timeout.ms: %d%nheartbeat.interval.ms: %d"
                        .formatted(Limits.SESSION.toMillis(), Limits.HEARTBEAT.toMillis());
            case CONSUMER -> "";
        };
    }
}
