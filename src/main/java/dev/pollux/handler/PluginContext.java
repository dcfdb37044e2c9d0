package dev.pollux.handler;

import java.io.IOException;
import java.net.URLClassLoader;
import org.jspecify.annotations.Nullable;

/**
 * Calls the user's code with its own class loader as the thread's context class loader, by which libraries find what they
 * load by name. Safe for many threads.
 */
final class PluginContext implements AutoCloseable {

    private final URLClassLoader loader;

    PluginContext(URLClassLoader loader) {
        this.loader = loader;
    }

    /** Something of the user's to call. */
    @FunctionalInterface
    interface Call<T extends @Nullable Object, X extends Exception> {
        T run() throws X;
    }

    <T extends @Nullable Object, X extends Exception> T call(Call<T, X> call) throws X {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return call.run();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** Closes the jars: nothing of the user's may be called any more. */
    @Override
    public void close() throws IOException {
        loader.close();
    }
}
