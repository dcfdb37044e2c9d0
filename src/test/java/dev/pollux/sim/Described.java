package dev.pollux.sim;

import dev.pollux.engine.Commit;
import dev.pollux.engine.Event;

/** An event as a line of a report. */
record Described(Event event) {

    /** A commit, likewise. */
    record OfCommit(Commit commit) {
        @Override
        public String toString() {
            StringBuilder text = new StringBuilder(commit.last() ? "(last)" : "");
            commit.entries()
                    .forEach(entry -> text.append(' ')
                            .append(entry.partition())
                            .append('=')
                            .append(entry.offset())
                            .append(" epoch ")
                            .append(entry.leaderEpoch())
                            .append(CommittedMaps.describe(entry.offset(), entry.metadata())));
            return text.toString();
        }
    }

    @Override
    public String toString() {
        return switch (event) {
            case Event.Fetched fetched ->
                "fetched " + fetched.partition() + ' ' + fetched.records() + ", position " + fetched.nextOffset()
                        + " epoch " + fetched.leaderEpoch();
            case Event.Completed(var run, var last, var nanos) -> "completed " + run.records() + ", the last " + last;
            case Event.BatchCompleted(var run, var outcomes, var nanos) ->
                "completed batch " + run.records() + ' ' + outcomes;
            case Event.BatchFailed(var run, var refusal, var nanos) -> "failed batch " + run.records();
            case Event.DeadLettered(var letter, var acknowledged) ->
                "dead letter " + letter.record() + (acknowledged ? " acknowledged" : " refused");
            case Event.CommitEnded(var commit, var confirmed) ->
                (confirmed ? "committed " : "not committed ") + new OfCommit(commit);
            default -> event.toString();
        };
    }
}
