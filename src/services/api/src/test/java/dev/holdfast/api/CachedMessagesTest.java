package dev.holdfast.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.migrations.MigratedDatabase;
import dev.holdfast.migrations.fixture.Postgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jdbi.v3.core.ConnectionFactory;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two tasks that share a real database and a real cache. */
@Timeout(60)
class CachedMessagesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    @TempDir
    Path directory;

    private final Jdbi jdbi = Jdbi.create(CachedMessagesTest::connection);
    private CacheServer server;
    private Cache cacheOfOne;
    private Cache cacheOfOther;
    private Messages one;
    private Messages other;

    @BeforeEach
    void start() {
        MigratedDatabase.create();
        server = new CacheServer(directory, "localhost", "a-cache/.*");
        cacheOfOne = CacheTest.open(server, server.tls(), PATIENCE, Duration.ofMillis(100));
        cacheOfOther = CacheTest.open(server, server.tls(), PATIENCE, Duration.ofMillis(100));
        one = new CachedMessages(jdbi, cacheOfOne);
        other = new CachedMessages(jdbi, cacheOfOther);
    }

    @AfterEach
    void stop() {
        cacheOfOne.close();
        cacheOfOther.close();
        server.close();
    }

    @Test
    void answersFromTheCacheWithoutTheDatabase() {
        one.add(message("first"));
        var written = one.newest(10);

        // Behind the cache's back: who still answers without it has not asked the database.
        jdbi.useHandle(handle -> handle.execute("DELETE FROM holdfast.messages"));

        assertThat(one.newest(10)).isEqualTo(written);
        assertThat(other.newest(10))
                .isEqualTo(written)
                .extracting(Message::text)
                .containsExactly("first");
    }

    @Test
    void showsWhatIsAcknowledgedToEverybodyAtOnce() {
        for (int i = 0; i < 20; i++) {
            var text = "message " + i;
            (i % 2 == 0 ? one : other).add(message(text));

            assertThat(one.newest(1)).extracting(Message::text).containsExactly(text);
            assertThat(other.newest(1)).extracting(Message::text).containsExactly(text);
        }
    }

    @Test
    void neverTakesAListForTheNewestThatWasReadBeforeAWriteAndArrivesAfterIt() {
        other.add(message("first"));
        var slow = new CachedMessages(
                Jdbi.create(new ConnectionFactory() {
                    @Override
                    public Connection openConnection() throws SQLException {
                        return connection();
                    }

                    @Override
                    public void closeConnection(Connection connection) throws SQLException {
                        connection.close();
                        other.add(message("second"));
                    }
                }),
                cacheOfOne);

        assertThat(slow.newest(10)).extracting(Message::text).containsExactly("first");
        assertThat(one.newest(10)).extracting(Message::text).containsExactly("second", "first");
        assertThat(other.newest(10)).extracting(Message::text).containsExactly("second", "first");
    }

    @Test
    void letsAListStandForSomeSecondsOnly() {
        one.add(message("first"));
        one.newest(10);

        assertThat(cacheOfOne.ask(client -> client.pttl("{messages}:1:newest:10")))
                .hasValueSatisfying(left -> assertThat(left).isBetween(0L, CachedMessages.VALIDITY.toMillis()));
    }

    @Test
    void goesOnWithTheDatabaseWhileThereIsNoCache() {
        one.add(message("first"));
        one.newest(10);
        server.kill();

        one.add(message("second"));

        assertThat(one.newest(10)).extracting(Message::text).containsExactly("second", "first");
        assertThat(other.newest(10)).extracting(Message::text).containsExactly("second", "first");
    }

    @Test
    void showsItsOwnMessagesAlthoughItCouldNotTellTheCache() {
        one.add(message("first"));
        one.newest(10);
        other.newest(10);
        cacheOfOne.close();

        one.add(message("second"));

        assertThat(one.newest(10)).extracting(Message::text).containsExactly("second", "first");
    }

    @Test
    void ignoresWhatItCannotRead() {
        one.add(message("first"));
        one.newest(10);
        cacheOfOne.ask(client -> client.set("{messages}:1:newest:10", "no JSON"));

        assertThat(one.newest(10)).extracting(Message::text).containsExactly("first");
    }

    @Test
    void startsAnewWhenTheCacheHasLostEverything() {
        one.add(message("first"));
        one.newest(10);
        server.kill();
        server.start();

        one.add(message("second"));

        assertThat(List.of(one.newest(10), one.newest(10), other.newest(10)))
                .allSatisfy(list -> assertThat(list).extracting(Message::text).containsExactly("second", "first"));
    }

    private static Connection connection() throws SQLException {
        return Postgres.connect(Postgres.MASTER, Postgres.MASTER_PASSWORD);
    }

    private static NewMessage message(String text) {
        return new NewMessage("somebody", text);
    }
}
