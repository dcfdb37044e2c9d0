package dev.pollux.kafka;

import java.time.Duration;

/**
 * The {@code membership} section.
 *
 * @param protocol the group protocol
 * @param instanceId {@code group.instance.id} of a static member (KIP-345); empty for a dynamic one
 * @param onShutdown whether the member leaves the group when the worker stops (KIP-1092)
 * @param revokeTimeout how long a revoked partition's records in flight are waited for, before what is finished is
 *     committed and the partition given up; holds up the rebalance meanwhile
 */
public record MembershipSettings(Protocol protocol, String instanceId, OnShutdown onShutdown, Duration revokeTimeout) {

    /** Whether it depends on the {@link Successor} what a stop does; nobody could take over a dynamic member's partitions. */
    public boolean asksSuccessor() {
        return onShutdown == OnShutdown.AUTO && !instanceId.isEmpty();
    }

    /** The group protocol. */
    public enum Protocol {
        /** The classic protocol with the cooperative sticky assignor. */
        CLASSIC,
        /** The protocol of KIP-848. */
        CONSUMER
    }

    /** What a stop does with the membership. */
    public enum OnShutdown {
        /** A static member remains where a {@link Successor} is expected, and leaves where not; any other one leaves. */
        AUTO,
        /** Leaves: its partitions move at once. */
        LEAVE,
        /** Remains a static member: nothing moves until the session times out. Needs an instance id. */
        REMAIN
    }
}
