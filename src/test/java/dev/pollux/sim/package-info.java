/**
 * The real engine in virtual time: a simulated broker, group, poll loop, handler and dead letter topic, and faults of all kinds
 * that a seed draws. One seed is one thread, one clock and one source of chance, so that it replays. Begin with
 * {@link dev.pollux.sim.Simulation}.
 */
@NullMarked
package dev.pollux.sim;

import org.jspecify.annotations.NullMarked;
