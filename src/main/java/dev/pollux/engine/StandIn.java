package dev.pollux.engine;

/** A second thread that goes on polling where the first is held up by a handler. */
public interface StandIn {
    /** There is no second thread. */
    StandIn NONE = new StandIn() {
        @Override
        public boolean isReady() {
            return false;
        }

        @Override
        public void enterHandler() {
            throw new IllegalStateException("workers call the handler");
        }

        @Override
        public void leaveHandler() {
            throw new IllegalStateException("workers call the handler");
        }

        @Override
        public void takeOver() {
            throw new IllegalStateException("there is nobody to take over");
        }
    };

    /** For the thread that polls: whether another waits to take over. */
    boolean isReady();

    /** For the thread that polls: it is about to call a handler, and may be interrupted until {@link #leaveHandler}. */
    void enterHandler();

    /** For the thread that called a handler, whether it polls on or not: nothing interrupts it any more. */
    void leaveHandler();

    /**
     * The thread that polls is held up, and has lost its turn: the other one goes on. For any thread; does not block. Called once for
     * each time that {@link EngineDoor#handleKept} returns false.
     */
    void takeOver();
}
