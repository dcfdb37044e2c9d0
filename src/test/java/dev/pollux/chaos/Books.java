package dev.pollux.chaos;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * What there is to be checked at the end.
 *
 * @param seed decides which messages the receiver refuses
 * @param lags of each partition, by the group's commits
 * @param acknowledged how many messages the producer wrote
 * @param unanswered arrivals whose answer could not be written
 */
record Books(
        long seed,
        List<ConsumerRecord<byte[], byte[]>> topic,
        List<ConsumerRecord<byte[], byte[]>> deadLetters,
        Map<TopicPartition, Long> ends,
        Map<TopicPartition, Long> lags,
        long acknowledged,
        List<Arrival> arrivals,
        Set<Arrival> unanswered,
        List<Incident> incidents) {}
