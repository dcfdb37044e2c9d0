package dev.pollux.handler;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;

/**
 * Makes objects of a class that a configuration key names.
 *
 * @param key the configuration key, for messages
 * @param constructor public and without parameters, of a public class that is a {@code T}
 */
record NamedClass<T>(String key, Constructor<? extends T> constructor) {

    /** The class itself. */
    Class<? extends T> type() {
        return constructor.getDeclaringClass();
    }

    /**
     * Finds the class and checks that objects of it can be made.
     *
     * @param accepted what the class has to be, for messages
     * @throws IllegalArgumentException where it cannot be found, is no {@code T} or has no usable constructor
     */
    static <T> NamedClass<T> find(String key, String name, Class<T> wanted, String accepted, ClassLoader loader) {
        Class<?> found;
        try {
            found = Class.forName(name, false, loader);
        } catch (ClassNotFoundException e) {
            throw refused(key, name, "was not found on the class path or in handler.java.plugins", accepted, e);
        } catch (LinkageError e) {
            throw refused(key, name, "cannot be loaded (" + e + ")", accepted, e);
        }
        if (!wanted.isAssignableFrom(found)) {
            throw refused(key, name, "is another kind of class", accepted, null);
        }
        if (found.isInterface() || Modifier.isAbstract(found.getModifiers())) {
            throw refused(key, name, "is abstract", accepted, null);
        }
        // A class that is not public can have a public constructor, which nobody else may call.
        if (!Modifier.isPublic(found.getModifiers())) {
            throw refused(key, name, "is not public", accepted, null);
        }
        try {
            return new NamedClass<>(key, found.asSubclass(wanted).getConstructor());
        } catch (NoSuchMethodException e) {
            throw refused(key, name, "has no public constructor without parameters", accepted, e);
        } catch (LinkageError e) {
            throw refused(key, name, "cannot be loaded (" + e + ")", accepted, e);
        }
    }

    /**
     * A new object of the class.
     *
     * @throws IllegalStateException where the constructor throws
     */
    T create() {
        try {
            return constructor.newInstance();
        } catch (InvocationTargetException e) {
            throw failed(e.getCause() == null ? e : e.getCause());
        } catch (ReflectiveOperationException | LinkageError e) {
            throw failed(e);
        }
    }

    private IllegalStateException failed(Throwable cause) {
        return new IllegalStateException(key + ": the constructor of " + type().getName() + " failed: " + cause, cause);
    }

    private static IllegalArgumentException refused(
            String key, String name, String why, String accepted, @Nullable Throwable cause) {
        return new IllegalArgumentException(key + ": '" + name + "' " + why + "; accepted: " + accepted, cause);
    }
}
