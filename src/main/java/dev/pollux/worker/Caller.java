package dev.pollux.worker;

import dev.pollux.engine.Run;

/** Calls the handler for a run and for those that follow; one for each shape of handler. */
interface Caller {
    /** Works through the run, and through the next ones as long as there are any for this worker. Does not throw. */
    void call(Run run);
}
