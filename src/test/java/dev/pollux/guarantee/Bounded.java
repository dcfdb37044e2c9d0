package dev.pollux.guarantee;

/** Something is never more than it may be. */
public final class Bounded {
    private final String what;
    private final long most;
    private long now;

    /**
     * @param what for people, such as "calls in flight"
     */
    public Bounded(String what, long most) {
        this.what = what;
        this.most = most;
    }

    /** So many more, or fewer. */
    public void change(long by) {
        now += by;
        if (now > most) {
            throw new BrokenPromise("bound: " + now + ' ' + what + ", and " + most + " are allowed");
        }
    }

    /** How many there are. */
    public long now() {
        return now;
    }
}
