package dev.pollux.handler;

import dev.pollux.api.Delivery;
import dev.pollux.api.Outcome;

/** What became of a record's bytes. */
sealed interface Decoded {

    /** The record with the key and the value that the user's handler sees. */
    record Ready(Delivery<Object, Object> delivery) implements Decoded {}

    /** The handler will not see this record. */
    record Refused(Outcome outcome) implements Decoded {}
}
