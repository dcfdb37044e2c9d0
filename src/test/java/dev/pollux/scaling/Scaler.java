package dev.pollux.scaling;

/** Where the autoscaler has its metric from. */
interface Scaler {
    /** What it compares with the pods: so much for each. */
    double target();

    /** A second passed. */
    default void step(int second, SimulatedGroup group) {}

    /** The metric, when the autoscaler asks. */
    double metric(SimulatedGroup group);
}
