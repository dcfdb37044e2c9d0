package dev.pollux.worker;

import dev.pollux.engine.Event;
import dev.pollux.engine.Listener;
import dev.pollux.engine.Run;

/** Works through one run after the other on the thread that it is called on, for handlers that block. */
abstract class RunByRun implements Caller {
    final Deadlines deadlines;
    final Outcomes outcomes;
    private final EngineDriver driver;

    RunByRun(EngineDriver driver, Deadlines deadlines, Listener listener) {
        this.driver = driver;
        this.deadlines = deadlines;
        outcomes = new Outcomes(listener);
    }

    @Override
    public final void call(Run first) {
        Run run = first;
        while (run != null) {
            run = driver.complete(handle(run));
        }
    }

    /** Calls the handler for a run and says what became of it. Does not throw, whatever the handler or a listener throws. */
    abstract Event handle(Run run);
}
