package dev.pollux.bench;

/** The process of a contestant that needs no other library: reads the topic to its end, if it reads it, checks, prints one line. */
final class ContestantMain {
    private ContestantMain() {}

    public static void main(String[] arguments) throws Exception {
        Job job = Job.of(arguments);
        Handling handling = new Handling(job);
        Contestant contestant = Contestant.of(job.contestant());
        switch (contestant) {
            case RAW_SYNC, RAW_ASYNC, RAW_AUTO, RAW_KIP848, RAW_TUNED, RAW_HANDED ->
                RawLoop.of(contestant, job)
                        .run(handling.course(), message -> handling.handle(message.key(), message.offset()));
            case POLLUX_KEY, POLLUX_BATCH ->
                PolluxWorker.of(contestant, job, handling).run();
            case SLEEP_ALONE -> SleepAlone.run(job, handling);
            case POLLUX_WHOLE, SPRING, REACTOR, PARALLEL ->
                throw new IllegalArgumentException(contestant + " has a main of its own");
        }
        handling.finish();
    }
}
