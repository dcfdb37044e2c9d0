package dev.pollux.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The topics that a pattern matches, also those of which this member has no partition. All topics of a cluster may be many, so they are
 * listed as seldom as the consumer does it. For the thread that looks at the cluster.
 */
final class MatchingTopics {
    private static final Logger LOG = LoggerFactory.getLogger(MatchingTopics.class);

    private final Duration seldom;
    private Set<String> names = Set.of();
    private long listedNanos;
    private boolean listed;

    /**
     * @param seldom between two listings
     */
    MatchingTopics(Duration seldom) {
        this.seldom = seldom;
    }

    /**
     * In alphabetical order.
     *
     * @param own those of this member, which may be newer than the listing
     */
    List<String> names(Admin admin, Pattern pattern, Collection<String> own, Duration patience)
            throws InterruptedException {
        long now = System.nanoTime();
        if (!listed || now - listedNanos >= seldom.toNanos()) {
            list(admin, pattern, patience);
            listedNanos = now;
        }
        Set<String> all = new TreeSet<>(names);
        all.addAll(own);
        return List.copyOf(all);
    }

    private void list(Admin admin, Pattern pattern, Duration patience) throws InterruptedException {
        try {
            var options = new ListTopicsOptions().timeoutMs((int) patience.toMillis());
            Set<String> found = new TreeSet<>(admin.listTopics(options).names().get());
            found.removeIf(name -> !pattern.matcher(name).matches());
            names = found;
            listed = true;
        } catch (ExecutionException e) {
            // Whether the brokers can be reached is asked for by itself.
            LOG.debug("The topics could not be listed", e);
        }
    }
}
