package dev.pollux.chaos;

import dev.pollux.chaos.Incident.Kind;
import dev.pollux.testkit.Broker;
import java.time.Duration;

/** Carries out what happens to the broker and the receiver. For one thread; {@link #close} for any. */
final class SurroundingFaults implements Series.Saboteur<Fault.OfSurroundings>, AutoCloseable {
    private final Broker broker;
    private final Receiver receiver;
    private final Chronicle chronicle;

    /** Guarded by this object's lock: after it nothing is started any more. */
    private boolean closed;

    SurroundingFaults(Broker broker, Receiver receiver, Chronicle chronicle) {
        this.broker = broker;
        this.receiver = receiver;
        this.chronicle = chronicle;
    }

    @Override
    public void carryOut(Fault.OfSurroundings fault) throws InterruptedException {
        long from = System.nanoTime();
        switch (fault) {
            case Fault.BrokerDown _ -> broker.kill();
            case Fault.ReceiverDown _ -> receiver.down();
            case Fault.ReceiverUnavailable _ -> receiver.unavailable(true);
            case Fault.ReceiverSlow slow -> receiver.slow(slow.each());
        }
        Thread.sleep(fault.lasts());
        chronicle.ended(putRight(fault), "", from);
    }

    @Override
    public synchronized void close() {
        closed = true;
    }

    private synchronized Kind putRight(Fault.OfSurroundings fault) {
        if (closed) {
            throw new IllegalStateException("over");
        }
        return switch (fault) {
            case Fault.BrokerDown _ -> {
                broker.restart();
                yield Kind.BROKER_DOWN;
            }
            case Fault.ReceiverDown _ -> {
                receiver.up();
                yield Kind.RECEIVER_DOWN;
            }
            case Fault.ReceiverUnavailable _ -> {
                receiver.unavailable(false);
                yield Kind.RECEIVER_UNAVAILABLE;
            }
            case Fault.ReceiverSlow _ -> {
                receiver.slow(Duration.ZERO);
                yield Kind.RECEIVER_SLOW;
            }
        };
    }
}
