/**
 * Faults on real processes, picked by a seed, while a producer goes on: workers and the broker are killed, stopped and
 * started, the receiver goes down; at the end the accounts have to balance. {@link dev.pollux.chaos.FaultPlan} says what
 * happens, {@link dev.pollux.chaos.Accounts} what must be true afterwards.
 */
@NullMarked
package dev.pollux.chaos;

import org.jspecify.annotations.NullMarked;
