package dev.pollux.kafka;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * What the brokers say of some topics, each by itself: one that cannot be described, for want of rights, says nothing of
 * the others.
 *
 * @param ids of those that are there
 * @param partitions how many they have
 * @param missing those that are not
 * @param failures why nothing is known of the rest
 */
record DescribedTopics(
        Map<String, Uuid> ids, Map<String, Integer> partitions, List<String> missing, List<Throwable> failures) {

    /** Waits for the answers, which have a time-out of their own. */
    static DescribedTopics await(Map<String, KafkaFuture<TopicDescription>> answers) throws InterruptedException {
        var topics = new DescribedTopics(new TreeMap<>(), new TreeMap<>(), new ArrayList<>(), new ArrayList<>());
        for (var answer : new TreeMap<>(answers).entrySet()) {
            try {
                TopicDescription topic = answer.getValue().get();
                topics.ids.put(answer.getKey(), topic.topicId());
                topics.partitions.put(answer.getKey(), topic.partitions().size());
            } catch (ExecutionException e) {
                topics.failed(answer.getKey(), e.getCause() == null ? e : e.getCause());
            }
        }
        return topics;
    }

    private void failed(String topic, Throwable cause) {
        if (cause instanceof UnknownTopicOrPartitionException) {
            missing.add(topic);
        } else {
            failures.add(cause);
        }
    }

    /**
     * What it comes to for a worker that reads all of them.
     *
     * @param servers where the brokers should be
     */
    ClusterFinding finding(String servers) {
        for (Throwable failure : failures) {
            ClusterFinding finding = ClusterFinding.of(failure, servers);
            if (!(finding instanceof ClusterFinding.Well)) {
                return finding;
            }
        }
        return missing.isEmpty()
                ? new ClusterFinding.Well()
                : new ClusterFinding.Wrong("the topic does not exist: " + String.join(", ", missing));
    }
}
