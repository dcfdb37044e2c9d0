package dev.pollux.bench;

/** Who is compared. */
enum Contestant {
    RAW_SYNC("raw-sync", "raw loop, `commitSync` after each poll, client defaults"),
    RAW_AUTO("raw-auto", "raw loop, auto commit, client defaults"),
    RAW_TUNED("raw-tuned", "raw loop, auto commit, Pollux's client settings"),
    POLLUX_KEY("pollux-key", "**Pollux, by key, one record a call, 64 in flight**"),
    POLLUX_BATCH("pollux-batch", "**Pollux, by partition, batches of up to 500**");

    private final String key;
    private final String title;

    Contestant(String key, String title) {
        this.key = key;
        this.title = title;
    }

    /** The name on the command line. */
    String key() {
        return key;
    }

    /** What it is, for people, in Markdown. */
    String title() {
        return title;
    }
}
