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
        Runnable cure = begin(fault);
        Thread.sleep(fault.lasts());
        putRight(cure);
        chronicle.ended(kind(fault), "", from);
    }

    @Override
    public synchronized void close() {
        closed = true;
    }

    /** Returns how it is put right again. */
    private Runnable begin(Fault.OfSurroundings fault) {
        return switch (fault) {
            case Fault.BrokerDown _ -> {
                broker.kill();
                yield broker::restart;
            }
            case Fault.ReceiverDown _ -> {
                receiver.down();
                yield receiver::up;
            }
            case Fault.ReceiverUnavailable _ -> {
                receiver.unavailable(true);
                yield () -> receiver.unavailable(false);
            }
            case Fault.ReceiverSlow slow -> {
                receiver.slow(slow.each());
                yield () -> receiver.slow(Duration.ZERO);
            }
        };
    }

    private synchronized void putRight(Runnable cure) {
        if (closed) {
            throw new IllegalStateException("over");
        }
        cure.run();
    }

    private static Kind kind(Fault.OfSurroundings fault) {
        return switch (fault) {
            case Fault.BrokerDown _ -> Kind.BROKER_DOWN;
            case Fault.ReceiverDown _ -> Kind.RECEIVER_DOWN;
            case Fault.ReceiverUnavailable _ -> Kind.RECEIVER_UNAVAILABLE;
            case Fault.ReceiverSlow _ -> Kind.RECEIVER_SLOW;
        };
    }
}
