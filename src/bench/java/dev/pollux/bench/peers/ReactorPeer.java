package dev.pollux.bench.peers;

import dev.pollux.bench.Handling;
import dev.pollux.bench.Job;
import java.util.List;
import reactor.core.Disposable;
import reactor.kafka.receiver.KafkaReceiver;
import reactor.kafka.receiver.ReceiverOptions;

/** Reactor Kafka with its defaults: each poll's records are one stream, acknowledged when it is over. */
final class ReactorPeer {
    private ReactorPeer() {}

    public static void main(String[] arguments) throws Exception {
        Job job = Job.of(arguments);
        Handling handling = new Handling(job);
        ReceiverOptions<byte[], byte[]> options =
                ReceiverOptions.<byte[], byte[]>create(job.consumer()).subscription(List.of(job.topic()));
        Disposable subscription = KafkaReceiver.create(options)
                .receiveAutoAck()
                .concatMap(poll -> poll.doOnNext(message -> handling.handleAndCount(message.key(), message.offset())))
                .subscribe();
        handling.awaitEnd();
        // The last poll is acknowledged after its last record; it commits every 5 s.
        CommittedAll.await(job);
        subscription.dispose();
        handling.finish();
    }
}
