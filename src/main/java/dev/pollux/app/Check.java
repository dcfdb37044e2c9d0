package dev.pollux.app;

import dev.pollux.config.PolluxConfig;
import dev.pollux.handler.DestinationCheck;
import dev.pollux.kafka.ClusterCheck;
import dev.pollux.kubernetes.OwnStatefulSet;
import dev.pollux.kubernetes.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Looks for everything that a worker needs, and starts none. */
public final class Check {
    private final List<Finding> findings = new ArrayList<>();

    /** How it is. */
    public enum Grade {
        FINE,
        UNWISE,
        WRONG
    }

    /**
     * What was found in one place.
     *
     * @param text for people
     */
    public record Finding(Grade grade, String text) {}

    private Check() {}

    /**
     * Looks at the brokers, the destination and, in a pod, at Kubernetes. Takes some seconds where nobody answers.
     *
     * @param environment what Kubernetes says of itself
     * @throws IllegalArgumentException where a client's property that Pollux itself needs has a wrong value
     * @throws org.apache.kafka.common.KafkaException where a client's property has a wrong value
     */
    public static List<Finding> of(PolluxConfig config, Map<String, String> environment) throws InterruptedException {
        Check check = new Check();
        new ClusterCheck(config.kafka(), config.engine(), check.new Cluster()).run();
        DestinationCheck.run(
                config.handler(), text -> check.add(Grade.FINE, text), text -> check.add(Grade.WRONG, text));
        if (config.kafka().membership().asksSuccessor()) {
            check.kubernetes(OwnStatefulSet.of(environment).ask());
        }
        return List.copyOf(check.findings);
    }

    private void kubernetes(Verdict verdict) {
        switch (verdict) {
            case Verdict.Wanted(var why) -> add(Grade.FINE, "membership.on-shutdown: " + why);
            case Verdict.Unwanted(var why) -> add(Grade.FINE, "membership.on-shutdown: " + why);
            case Verdict.Unknown(var why) ->
                add(Grade.UNWISE, "membership.on-shutdown: auto would leave the group at each stop: " + why);
            case Verdict.Outside() -> {
                // Then a member leaves.
            }
        }
    }

    private void add(Grade grade, String text) {
        findings.add(new Finding(grade, text));
    }

    private final class Cluster implements ClusterCheck.Findings {
        @Override
        public void fine(String what) {
            add(Grade.FINE, what);
        }

        @Override
        public void unwise(String what) {
            add(Grade.UNWISE, what);
        }

        @Override
        public void wrong(String what) {
            add(Grade.WRONG, what);
        }
    }
}
