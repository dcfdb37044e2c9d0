package dev.pollux.api;

/**
 * What every handler is: one of four shapes, of which an author implements exactly one.
 *
 * <table>
 * <caption>The shapes</caption>
 * <tr><th></th><th>one record</th><th>a batch</th></tr>
 * <tr><th>blocking</th><td>{@link Handler}</td><td>{@link BatchHandler}</td></tr>
 * <tr><th>completing later</th><td>{@link AsyncHandler}</td><td>{@link AsyncBatchHandler}</td></tr>
 * </table>
 *
 * <p>One instance serves all threads: calls for different keys run side by side. A handler class named in the
 * configuration needs a public constructor without parameters.
 *
 * @param <K> the key's type, as the configured key deserializer returns it
 * @param <V> the value's type, as the configured value deserializer returns it
 */
public sealed interface RecordHandler<K, V> permits Handler, BatchHandler, AsyncHandler, AsyncBatchHandler {

    /**
     * Called once before the first record.
     *
     * @throws Exception ends the worker with exit code 1
     */
    default void open() throws Exception {}

    /**
     * Called once after the last record was handled, when the worker stops. The process waits for it; what it throws is
     * logged.
     */
    default void close() throws Exception {}
}
