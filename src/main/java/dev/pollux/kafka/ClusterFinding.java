package dev.pollux.kafka;

import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;

/** What one look at the cluster found. */
sealed interface ClusterFinding {

    /** Nothing that the worker would have to wait for. */
    record Well() implements ClusterFinding {}

    /**
     * It waits until this is over.
     *
     * @param problem for people
     */
    record Wrong(String problem) implements ClusterFinding {}

    /**
     * Waiting is in vain.
     *
     * @param why for people
     */
    record Refused(String why) implements ClusterFinding {}

    /**
     * What a failure comes to.
     *
     * @param servers where the brokers should be
     */
    static ClusterFinding of(Throwable failure, String servers) {
        return switch (failure) {
            case AuthenticationException refused ->
                new Refused("the brokers refuse the credentials: " + refused.getMessage());
            case TimeoutException timeout -> unreachable(servers);
            case java.util.concurrent.TimeoutException timeout -> unreachable(servers);
            // Rights and the like are for the consumer to say: it may need less than this look does.
            default -> new Well();
        };
    }

    /** Nobody answers there. */
    static ClusterFinding unreachable(String servers) {
        return new Wrong("the brokers at " + servers + " cannot be reached");
    }
}
