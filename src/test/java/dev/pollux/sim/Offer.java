package dev.pollux.sim;

/** One record as one assignment fetched it. */
record Offer(Rec rec, Tenure tenure) {
    long offset() {
        return rec.offset;
    }

    @Override
    public String toString() {
        return tenure.toString() + '/' + rec;
    }
}
