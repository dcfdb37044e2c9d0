package dev.pollux.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsOptions;
import org.apache.kafka.clients.admin.MemberToRemove;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The member that had this one's {@code group.instance.id} before and did not leave: under KIP-848 the group refuses the id
 * until its session times out, 45 s by default.
 *
 * <p>A StatefulSet runs at most one pod of a name, so who starts anew takes the place of one that is dead. Should it be
 * alive after all, it finds its id taken and ends: the newer one works, as under the classic protocol.
 *
 * <p>A member can also be its own predecessor: when it left for want of polls and its good-bye was lost with the connection.
 */
public final class Predecessor {
    private static final Logger LOG = LoggerFactory.getLogger(Predecessor.class);
    private static final Duration ANSWER = Duration.ofSeconds(5);

    /** One does; a live one that joins again in between asks for another. */
    private static final int TRIES = 5;

    private final KafkaSettings settings;
    private final ClientProperties properties;
    private int tries;

    public Predecessor(KafkaSettings settings, ClientProperties properties) {
        this.settings = settings;
        this.properties = properties;
    }

    /** This member has joined: whoever may be in its way later is another case. */
    void succeeded() {
        tries = 0;
    }

    /** Whether a member other than this one has the id; also where the brokers don't say. */
    boolean isAnother(String ownMemberId) {
        Optional<String> id = Optional.of(settings.membership().instanceId());
        try (Admin admin = Admin.create(properties.admin())) {
            var options = new DescribeConsumerGroupsOptions().timeoutMs((int) ANSWER.toMillis());
            return admin
                    .describeConsumerGroups(List.of(settings.group()), options)
                    .all()
                    .get(ANSWER.toMillis(), TimeUnit.MILLISECONDS)
                    .values()
                    .stream()
                    .flatMap(group -> group.members().stream())
                    .filter(member -> member.groupInstanceId().equals(id))
                    .anyMatch(member -> !member.consumerId().equals(ownMemberId));
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            LOG.warn("Who has the id {} in group {} is not known: {}", id.get(), settings.group(), e.toString());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Removes it from the group. Returns false where that was tried often enough. */
    boolean evict() throws InterruptedException {
        if (++tries > TRIES) {
            return false;
        }
        String id = settings.membership().instanceId();
        LOG.warn("{} still is a member of group {}: removing the one that did not leave", id, settings.group());
        try (Admin admin = Admin.create(properties.admin())) {
            var those = new RemoveMembersFromConsumerGroupOptions(List.of(new MemberToRemove(id)));
            those.timeoutMs((int) ANSWER.toMillis());
            admin.removeMembersFromConsumerGroup(settings.group(), those)
                    .all()
                    .get(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            // It may be gone by now, which the next attempt to join will tell.
            LOG.warn("{} could not be removed from group {}: {}", id, settings.group(), e.toString());
        }
        return true;
    }
}
