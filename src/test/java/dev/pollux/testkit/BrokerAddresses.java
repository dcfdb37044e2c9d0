package dev.pollux.testkit;

/**
 * The three ports of a broker.
 *
 * @param clientPort what tests connect to, with whatever security they ask for
 * @param internalPort always plain text: the broker to itself, and questions whether it serves
 * @param controllerPort the KRaft quorum of one
 */
record BrokerAddresses(int clientPort, int internalPort, int controllerPort) {
    private static final String HOST = "127.0.0.1:";

    static BrokerAddresses free() {
        return new BrokerAddresses(Ports.free(), Ports.free(), Ports.free());
    }

    String clients() {
        return HOST + clientPort;
    }

    String internal() {
        return HOST + internalPort;
    }

    String controller() {
        return HOST + controllerPort;
    }
}
