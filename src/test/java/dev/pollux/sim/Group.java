package dev.pollux.sim;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The group coordinator: who is a member and who owns what, cooperatively. A partition goes to its new owner when the old one
 * gave it back or is no member any more.
 */
final class Group {
    private final List<TopicPartition> partitions;
    private final RandomGenerator random;
    private final Runnable onNews;

    /** The process that stands for each member now, by the member's id. */
    private final Map<String, PodProcess> members = new LinkedHashMap<>();

    private final Map<TopicPartition, String> owners = new LinkedHashMap<>();
    private final Map<TopicPartition, String> wanted = new LinkedHashMap<>();

    /**
     * @param onNews told when something may have changed for somebody who polls
     */
    Group(List<TopicPartition> partitions, RandomGenerator random, Runnable onNews) {
        this.partitions = partitions;
        this.random = random;
        this.onNews = onNews;
    }

    boolean isMember(PodProcess process) {
        return members.get(process.memberId()) == process;
    }

    /** Whether another process has the same member id by now. */
    boolean isReplaced(PodProcess process) {
        PodProcess other = members.get(process.memberId());
        return other != null && other != process;
    }

    /** Joins; a static member that is still known gets back what it had. */
    void join(PodProcess process) {
        if (members.put(process.memberId(), process) == null) {
            rebalance();
        }
        onNews.run();
    }

    /** The member leaves, or is dropped. */
    void remove(String memberId) {
        if (members.remove(memberId) != null) {
            owners.values().removeIf(memberId::equals);
            rebalance();
        }
    }

    /** Decides anew who is to have what. */
    void rebalance() {
        List<String> ids = List.copyOf(members.keySet());
        wanted.clear();
        if (!ids.isEmpty()) {
            int first = random.nextInt(ids.size());
            for (TopicPartition partition : partitions) {
                boolean anywhere = random.nextInt(4) == 0;
                int index = anywhere ? random.nextInt(ids.size()) : (partition.partition() + first) % ids.size();
                wanted.put(partition, ids.get(index));
            }
        }
        onNews.run();
    }

    /** Whether the group takes this process' word on these partitions: KIP-1251's rule, which suffices for either protocol. */
    boolean owns(PodProcess process, Iterable<TopicPartition> those) {
        if (!isMember(process)) {
            return false;
        }
        for (TopicPartition partition : those) {
            if (!process.memberId().equals(owners.get(partition))) {
                return false;
            }
        }
        return true;
    }

    /** What this member has and is to give back. */
    List<TopicPartition> toRevoke(PodProcess process) {
        List<TopicPartition> those = new ArrayList<>();
        for (TopicPartition partition : process.owned()) {
            if (!process.memberId().equals(wanted.get(partition))) {
                those.add(partition);
            }
        }
        return those;
    }

    void release(PodProcess process, List<TopicPartition> those) {
        for (TopicPartition partition : those) {
            if (isMember(process) && Objects.equals(owners.get(partition), process.memberId())) {
                owners.remove(partition);
            }
        }
        onNews.run();
    }

    /** What this member does not have yet and may have now; it is its own from now on. */
    List<TopicPartition> assign(PodProcess process) {
        List<TopicPartition> those = new ArrayList<>();
        wanted.forEach((partition, id) -> {
            if (id.equals(process.memberId()) && !process.owned().contains(partition)) {
                String owner = owners.get(partition);
                if (owner == null || owner.equals(id)) {
                    owners.put(partition, id);
                    those.add(partition);
                }
            }
        });
        return those;
    }

    /** Whether the next poll of this process has something to give back, to take or to mourn. */
    boolean hasNewsFor(PodProcess process) {
        if (!isMember(process)) {
            return true;
        }
        for (TopicPartition partition : partitions) {
            boolean has = process.owned().contains(partition);
            boolean isWanted = process.memberId().equals(wanted.get(partition));
            String owner = owners.get(partition);
            if (has ? !isWanted : isWanted && (owner == null || owner.equals(process.memberId()))) {
                return true;
            }
        }
        return false;
    }

    @Nullable
    PodProcess process(String memberId) {
        return members.get(memberId);
    }
}
