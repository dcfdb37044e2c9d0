package dev.pollux.engine;

/** What the engine decides, for whoever steps it to carry out. Called under the lock: implementations only take notes. */
public interface Actions extends ConsumerActions {
    /** Hand this run to a worker. */
    void dispatch(Run run);

    /** This run stands still: the thread that handles it will do nothing else for a while. Said once of a run. */
    void stalled(Run run);

    /** Write this dead letter; answered by {@link Event.DeadLettered}. */
    void deadLetter(DeadLetter letter);

    /** It is decided what becomes of so many records of a topic. */
    void settled(String topic, Listener.RecordOutcome outcome, int count);

    /** The circuit opened or closed; {@code why} is what the destination said last, without a record's contents. */
    void circuit(CircuitState state, String why);

    /** A record used up its attempts and {@code on-exhausted: stop} is set; {@code why} names it. */
    void stop(String why);
}
