package dev.holdfast.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.valkey.params.SetParams;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The messages in the database, whose newest are read from the cache where that is right.
 *
 * <p>What was acknowledged can be read at once, by whomever: a list in the cache carries the generation that it belongs
 * to, and counts only while that is the present one. Who reads takes note of the generation before asking the database;
 * who writes begins a new one after the commit and before the acknowledgement. So a list that was read before a commit
 * and arrives in the cache after it is never taken for the newest.
 *
 * <p>Where the cache cannot be told of a new message, this task asks the database until no list of before is left in the
 * cache; other tasks may answer with such a list for {@link #VALIDITY} at most.
 */
final class CachedMessages extends Messages {
    /** How long a list may stand in the cache: what an outage of it can cost others in staleness. */
    static final Duration VALIDITY = Duration.ofSeconds(5);

    /** Longer than a list that was read before it may take to arrive and to go. */
    private static final Duration DISTRUST = VALIDITY.plusSeconds(3);

    private static final Logger LOG = LoggerFactory.getLogger(CachedMessages.class);

    /** What is in braces says that all keys are of one slot: serverless caches are clusters, and one command reads two. */
    private static final String KEY = "{messages}:1:";

    private static final String GENERATION = KEY + "generation";

    private static final ObjectMapper JSON =
            new ObjectMapper().registerModule(new SimpleModule().addDeserializer(Instant.class, new InstantText()));

    private final Cache cache;
    private volatile long distrustedUntil = System.nanoTime();

    /** What stands in the cache. */
    record Entry(String generation, List<Message> messages) {}

    CachedMessages(Jdbi jdbi, Cache cache) {
        super(jdbi);
        this.cache = cache;
    }

    @Override
    List<Message> newest(int limit) {
        if (distrustedUntil - System.nanoTime() > 0) {
            return super.newest(limit);
        }
        var key = KEY + "newest:" + limit;
        var found = cache.ask(client -> client.mget(GENERATION, key));
        if (found.isEmpty()) {
            return super.newest(limit);
        }
        var generation = found.get().get(0);
        var entry = entry(found.get().get(1)).filter(one -> one.generation().equals(generation));
        if (entry.isPresent()) {
            return entry.get().messages();
        }
        var messages = super.newest(limit);
        if (generation == null) {
            // The first to come, or what the cache held is lost.
            cache.ask(client ->
                    client.set(GENERATION, another(), SetParams.setParams().nx()) != null);
        } else {
            var text = text(new Entry(generation, messages));
            cache.ask(client -> client.set(key, text, SetParams.setParams().px(VALIDITY.toMillis())));
        }
        return messages;
    }

    @Override
    Message add(NewMessage message) {
        var added = super.add(message);
        // A connection that was closed meanwhile fails at once, and the next one is new.
        if (!beginGeneration() && !beginGeneration()) {
            distrustedUntil = System.nanoTime() + DISTRUST.toNanos();
        }
        return added;
    }

    private boolean beginGeneration() {
        return cache.ask(client -> client.set(GENERATION, another())).isPresent();
    }

    /** Never one that was: the number after the last would be one again when the cache has lost the last. */
    private static String another() {
        return UUID.randomUUID().toString();
    }

    private static Optional<Entry> entry(String text) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(text, Entry.class));
        } catch (JsonProcessingException e) {
            LOG.warn("A list in the cache cannot be read and is ignored: {}", e.getOriginalMessage());
            return Optional.empty();
        }
    }

    private static String text(Entry entry) {
        try {
            return JSON.writeValueAsString(entry);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The counterpart of how {@link Message} writes its instant. */
    private static final class InstantText extends StdDeserializer<Instant> {
        InstantText() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return Instant.parse(parser.getText());
        }
    }
}
