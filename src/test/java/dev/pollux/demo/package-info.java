/**
 * The whole product on one machine: a broker, a producer of orders, a receiver that fails now and then, the worker between
 * them, and at the end the accounts.
 */
@NullMarked
package dev.pollux.demo;

import org.jspecify.annotations.NullMarked;
