package dev.pollux.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollux.kafka.ClusterFinding.Refused;
import dev.pollux.kafka.ClusterFinding.Well;
import dev.pollux.kafka.ClusterFinding.Wrong;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClusterReportTest {
    private static final Wrong AWAY = new Wrong("the brokers are away");

    private final List<PollEnd> ends = new ArrayList<>();

    @Test
    void aProblemAtTheStartEndsTheWorkerWithFailFast() {
        new ClusterReport(true, ends::add).add(AWAY, 0);
        assertThat(ends).containsExactly(new PollEnd.Failed("the brokers are away (and fail-fast is true)"));
    }

    @Test
    void aProblemThatComesLaterDoesNot() {
        ClusterReport report = new ClusterReport(true, ends::add);
        report.add(new Well(), 0);
        report.add(AWAY, 1);
        report.add(new Well(), 2);
        report.add(AWAY, 3);
        assertThat(ends).isEmpty();
    }

    @Test
    void withoutFailFastEveryProblemIsWaitedFor() {
        new ClusterReport(false, ends::add).add(AWAY, 0);
        assertThat(ends).isEmpty();
    }

    @Test
    void refusedCredentialsEndTheWorkerAtAnyTime() {
        ClusterReport report = new ClusterReport(false, ends::add);
        report.add(new Well(), 0);
        report.add(new Refused("wrong password"), 1);
        assertThat(ends).containsExactly(new PollEnd.Failed("wrong password"));
    }
}
