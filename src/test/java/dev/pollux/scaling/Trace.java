package dev.pollux.scaling;

/** What arrives in the simulated topic, second by second; rates are in what one pod can do. */
enum Trace {
    STEADY("steady, 6.5 pods' worth", 4) {
        @Override
        double load(double hour) {
            return 6.5;
        }
    },
    RAMP("a ramp from 1 to 12 within an hour, and back", 4) {
        @Override
        double load(double hour) {
            double share = hour < 1 ? 0 : hour < 2 ? hour - 1 : hour < 3 ? 3 - hour : 0;
            return 1 + 11 * share;
        }
    },
    DAY("a daily wave between 1 and 11", 24) {
        @Override
        double load(double hour) {
            return 6 - 5 * StrictMath.cos(hour / 24 * 2 * Math.PI);
        }
    },
    SPIKE("1, and tenfold for 10 minutes of each hour", 4) {
        @Override
        double load(double hour) {
            return isWithin(hour % 1, 0.5, 10) ? 10 : 1;
        }
    },
    HOT("4, and for half an hour one partition with 1.5 beside", 3) {
        @Override
        double load(double hour) {
            return 4;
        }

        @Override
        double hotLoad(double hour) {
            return isWithin(hour, 1, 30) ? 1.5 : 0;
        }
    },
    STOPPED("3, and nothing gets through for 10 minutes of each 2 hours", 4) {
        @Override
        double load(double hour) {
            return 3;
        }

        @Override
        boolean isStopped(double hour) {
            return isWithin(hour % 2, 0.5, 10);
        }
    };

    private final String title;
    private final int hours;

    Trace(String title, int hours) {
        this.title = title;
        this.hours = hours;
    }

    String title() {
        return title;
    }

    int seconds() {
        return hours * 3600;
    }

    /** Of all partitions together. */
    abstract double load(double hour);

    /** Of the first partition, on top. */
    double hotLoad(double hour) {
        return 0;
    }

    /** Whether no pod gets anything done. */
    boolean isStopped(double hour) {
        return false;
    }

    private static boolean isWithin(double hour, double from, double minutes) {
        return hour >= from && hour < from + minutes / 60;
    }
}
