package dev.pollux.bench;

import dev.pollux.api.RecordHandler;
import dev.pollux.config.PolluxConfig;
import dev.pollux.handler.Handlers;

/** The process of one contestant of W4: posts every record, prints one line. The receiver counts and checks. */
final class HttpContestantMain {
    private HttpContestantMain() {}

    /** Arguments: those of a {@link Job}, and the URL. */
    public static void main(String[] arguments) throws Exception {
        Job job = Job.of(arguments);
        Course course = new Course(job.records());
        String url = arguments[arguments.length - 1];
        switch (HttpContestant.of(job.contestant())) {
            case CLIENT -> new ClientAlone(url, job.records(), new SinglePosts(), course).run();
            case CLIENT_BATCH -> new ClientAlone(url, job.records(), new BatchPosts(), course).run();
            case POLLUX -> pollux(job.source(), url, 1, course);
            case POLLUX_BATCH -> pollux(job.source(), url, BatchPosts.RECORDS, course);
            case PARALLEL_CONSUMER, WRK -> throw new IllegalArgumentException("a program of its own");
        }
        System.out.println(course.measured(Handling.peakRssKib()).line());
    }

    private static void pollux(Source source, String url, int batch, Course course) throws Exception {
        PolluxConfig config = source.config(
                "ordering=key",
                "concurrency=" + HttpPosts.IN_FLIGHT,
                "handler.type=http",
                "handler.http.url=" + url,
                "handler.http.batch.max-records=" + batch);
        RecordHandler<byte[], byte[]> handler = Handlers.create(config.handler(), HttpPosts.IN_FLIGHT, true);
        handler.open();
        try {
            new PolluxWorker(config, handler, course).run();
        } finally {
            handler.close();
        }
    }
}
