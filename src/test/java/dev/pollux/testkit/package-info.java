/**
 * What tests and the demo run against: a real Kafka broker and the worker, each in a process of its own, and short ways to
 * create topics, write and read records, and look at a group's offsets.
 */
@NullMarked
package dev.pollux.testkit;

import org.jspecify.annotations.NullMarked;
