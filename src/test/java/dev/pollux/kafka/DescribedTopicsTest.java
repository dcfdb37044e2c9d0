package dev.pollux.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollux.kafka.ClusterFinding.Refused;
import dev.pollux.kafka.ClusterFinding.Well;
import dev.pollux.kafka.ClusterFinding.Wrong;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.internals.KafkaFutureImpl;
import org.junit.jupiter.api.Test;

class DescribedTopicsTest {
    private static final Uuid ID = Uuid.randomUuid();

    private final Map<String, KafkaFuture<TopicDescription>> answers = new TreeMap<>();

    @Test
    void oneThatMayNotBeDescribedHidesNoOther() throws InterruptedException {
        fails("a", new TopicAuthorizationException("a"));
        isThere("b");
        DescribedTopics topics = DescribedTopics.await(answers);
        assertThat(topics.ids()).containsExactly(Map.entry("b", ID));
        assertThat(topics.finding("s")).as("rights are for the consumer to say").isEqualTo(new Well());
    }

    @Test
    void allThatAreMissingAreNamed() throws InterruptedException {
        fails("c", new UnknownTopicOrPartitionException());
        isThere("b");
        fails("a", new UnknownTopicOrPartitionException());
        assertThat(DescribedTopics.await(answers).finding("s")).isEqualTo(new Wrong("the topic does not exist: a, c"));
    }

    @Test
    void whatConcernsTheWholeClusterCountsMore() throws InterruptedException {
        fails("a", new UnknownTopicOrPartitionException());
        fails("b", new TimeoutException("no answer"));
        assertThat(DescribedTopics.await(answers).finding("host:9092"))
                .isEqualTo(new Wrong("the brokers at host:9092 cannot be reached"));
        fails("b", new SaslAuthenticationException("who are you"));
        assertThat(DescribedTopics.await(answers).finding("s"))
                .isEqualTo(new Refused("the brokers refuse the credentials: who are you"));
    }

    private void isThere(String topic) {
        answers.put(topic, KafkaFuture.completedFuture(new TopicDescription(topic, false, List.of(), null, ID)));
    }

    private void fails(String topic, RuntimeException failure) {
        var future = new KafkaFutureImpl<TopicDescription>();
        future.completeExceptionally(failure);
        answers.put(topic, future);
    }
}
