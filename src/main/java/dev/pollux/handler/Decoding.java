package dev.pollux.handler;

import dev.pollux.api.Delivery;
import dev.pollux.api.Outcome;
import dev.pollux.api.RecordHandler;
import dev.pollux.handler.Decoders.Decoder;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** What the four decoding handlers have in common. Safe for many threads. */
final class Decoding {

    private final Decoders decoders;
    private final PluginContext context;

    Decoding(Decoders decoders, PluginContext context) {
        this.decoders = decoders;
        this.context = context;
    }

    /** Runs the user's code in its own class loading context. */
    PluginContext context() {
        return context;
    }

    Decoded decode(Delivery<byte[], byte[]> delivery) {
        Decoder decoder = decoders.take();
        try {
            return decode(delivery, decoder);
        } finally {
            decoders.giveBack(decoder);
        }
    }

    List<Decoded> decodeAll(List<Delivery<byte[], byte[]>> batch) {
        Decoder decoder = decoders.take();
        try {
            List<Decoded> decoded = new ArrayList<>(batch.size());
            for (Delivery<byte[], byte[]> delivery : batch) {
                decoded.add(decode(delivery, decoder));
            }
            return decoded;
        } finally {
            decoders.giveBack(decoder);
        }
    }

    void open(RecordHandler<?, ?> handler) throws Exception {
        context.call(() -> {
            handler.open();
            return null;
        });
    }

    /** Closes the handler, then the deserializers, then the jars: each also when the one before it failed. */
    void close(RecordHandler<?, ?> handler) throws Exception {
        try (PluginContext jars = context) {
            jars.call(() -> {
                try {
                    handler.close();
                } finally {
                    decoders.close();
                }
                return null;
            });
        }
    }

    private static Decoded decode(Delivery<byte[], byte[]> delivery, Decoder decoder) {
        // Deserializers may change them, and so may handlers; the record may come again, or become a dead letter.
        Headers headers = new RecordHeaders(delivery.headers().toArray());
        Part part = Part.KEY;
        try {
            Object key = Decoder.decode(decoder.key(), delivery.topic(), headers, delivery.key());
            part = Part.VALUE;
            Object value = Decoder.decode(decoder.value(), delivery.topic(), headers, delivery.value());
            return new Decoded.Ready(delivery.withContent(key, value, headers));
        } catch (RuntimeException | StackOverflowError e) {
            return new Decoded.Refused(refusal(part, e));
        }
    }

    private enum Part {
        KEY,
        VALUE
    }

    /** The deserializer's own text may quote the record, so the reason tells only the kind of its exception. */
    private static Outcome refusal(Part part, Throwable cause) {
        String what = "the " + (part == Part.KEY ? "key" : "value") + " cannot be deserialized: ";
        for (Throwable t = cause; t != null; t = t.getCause()) {
            if (isOutage(t)) {
                return Outcome.release(what + t.getClass().getName());
            }
        }
        return Outcome.rejectForGood(what + cause.getClass().getName(), cause);
    }

    /** A schema registry that is away says nothing against the record. */
    private static boolean isOutage(Throwable t) {
        return t instanceof SocketException
                || t instanceof SocketTimeoutException
                || t instanceof UnknownHostException
                || t instanceof HttpTimeoutException
                || t instanceof RetriableException;
    }
}
