package dev.pollux.testkit;

import java.io.PrintStream;

/**
 * What runs in the process of a {@link ProcessBroker} when it starts for the first time: formats its storage and becomes the
 * broker. One JVM for both is more than a second quicker than one for each.
 *
 * <p>It is the only class of ours on the broker's class path, so it must use nothing but the JDK.
 */
final class BrokerMain {
    private BrokerMain() {}

    /** The arguments: a new id for the cluster, and the broker's properties file. */
    public static void main(String[] args) throws ReflectiveOperationException {
        String clusterId = args[0];
        String properties = args[1];
        String[] format = {"format", "--cluster-id", clusterId, "--config", properties};
        Object code = Class.forName("kafka.tools.StorageTool")
                .getMethod("execute", String[].class, PrintStream.class)
                .invoke(null, format, System.out);
        if (!Integer.valueOf(0).equals(code)) {
            throw new IllegalStateException("the storage could not be formatted: exit code " + code);
        }
        Class.forName("kafka.Kafka").getMethod("main", String[].class).invoke(null, (Object) new String[] {properties});
    }
}
