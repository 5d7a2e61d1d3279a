package dev.holdfast.sandbox.network;

import dev.holdfast.sandbox.cloud.Events;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The connections that the network refused: told once each, and remembered for as long as their interface exists. */
public final class Refusals {
    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

    private final Events events;
    private final Map<NetworkInterface, Set<String>> told = new ConcurrentHashMap<>();

    /** Refusals become events of their accounts. */
    public Refusals(Events events) {
        this.events = events;
    }

    /** Says that a connection of this interface was refused. */
    public void tell(NetworkInterface concerned, String why) {
        if (told.computeIfAbsent(concerned, one -> new ConcurrentSkipListSet<>())
                .add(why)) {
            LOG.info("refused: {}", why);
            events.tell(concerned.account(), concerned.owner(), "was refused a connection: " + why);
        }
    }

    /** What was refused to it so far. */
    public List<String> of(NetworkInterface concerned) {
        return List.copyOf(told.getOrDefault(concerned, Set.of()));
    }

    /** The same as the end of an error's message; empty if there was none. */
    public String summary(NetworkInterface concerned) {
        var all = of(concerned);
        return all.isEmpty() ? "" : "\nThe network refused:\n  " + String.join("\n  ", all);
    }

    /** The interface has ended. */
    public void forget(NetworkInterface ended) {
        told.remove(ended);
    }
}
