package dev.holdfast.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.holdfast.migrations.fixture.Certificates;
import io.valkey.UnifiedJedis;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** The cache with a real server, and what it does when that fails. */
@Timeout(60)
class CacheTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofMillis(300);

    private static final Logger LOGGER = (Logger) LoggerFactory.getLogger(Cache.class);

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @TempDir
    Path directory;

    private CacheServer server;
    private Cache cache;

    @BeforeEach
    void listen() {
        log.start();
        LOGGER.setLevel(Level.INFO);
        LOGGER.addAppender(log);
    }

    @AfterEach
    void stop() {
        LOGGER.detachAppender(log);
        LOGGER.setLevel(null);
        cache.close();
        server.close();
    }

    @Test
    void keepsWhatItIsGiven() {
        start();

        assertThat(cache.ask(client -> client.set("key", "value"))).contains("OK");
        assertThat(cache.ask(client -> client.get("key"))).contains("value");
        assertThat(told()).isEmpty();
    }

    @Test
    void failsNoRequestWhileItsServerIsGoneAndComesBackWithIt() {
        start();
        cache.ask(client -> client.set("key", "value"));

        server.kill();
        for (int i = 0; i < 20; i++) {
            assertThat(cache.ask(client -> client.get("key"))).isEmpty();
        }
        server.start();

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(cache.ask(UnifiedJedis::ping)).contains("PONG"));
    }

    @Test
    void tellsOfAnOutageOnceAndOfItsEndOnce() {
        start();
        server.kill();
        await().atMost(SOON).until(() -> {
            cache.ask(UnifiedJedis::ping);
            return !told().isEmpty();
        });
        // Longer than some pauses: that it fails again when it is tried is no news.
        await().pollDelay(PAUSE.multipliedBy(4))
                .atMost(SOON)
                .until(() -> cache.ask(UnifiedJedis::ping).isEmpty());
        server.start();
        await().atMost(SOON).until(() -> cache.ask(UnifiedJedis::ping).isPresent());

        assertThat(told())
                .satisfiesExactly(
                        begin -> assertThat(begin)
                                .startsWith("The cache does not answer, so the database is asked instead: "),
                        end -> assertThat(end).isEqualTo("The cache answers again"));
    }

    @Test
    void isNotAskedForAWhileAfterItFellSilent() {
        start(Duration.ofMillis(50), Duration.ofHours(1));
        await().atMost(SOON).until(() -> cache.ask(UnifiedJedis::ping).isPresent());
        server.mute();
        await().atMost(SOON).until(() -> {
            cache.ask(UnifiedJedis::ping);
            return !told().isEmpty();
        });
        var connections = server.connections();

        for (int i = 0; i < 100; i++) {
            assertThat(cache.ask(UnifiedJedis::ping)).isEmpty();
        }

        assertThat(server.connections()).isEqualTo(connections);
    }

    @Test
    void answersAgainAfterItWasSilent() {
        start(Duration.ofMillis(200), PAUSE);
        await().atMost(SOON).until(() -> cache.ask(UnifiedJedis::ping).isPresent());
        server.mute();
        await().atMost(SOON).until(() -> {
            cache.ask(UnifiedJedis::ping);
            return !told().isEmpty();
        });

        server.unmute();

        await().atMost(SOON).until(() -> cache.ask(UnifiedJedis::ping).isPresent());
    }

    @Test
    void isNotTrustedWhereAnotherAuthoritySignedItsCertificate() {
        server = new CacheServer(directory, "localhost", ".*");
        open(CacheServer.trusting(new Certificates("another authority")), PATIENCE, PAUSE);

        assertThatItIsRefusedBecauseOf("certification path");
    }

    @Test
    void isNotTrustedWhereItsCertificateHasAnotherName() {
        server = new CacheServer(directory, "somebody.example.com", ".*");
        open(server.tls(), PATIENCE, PAUSE);

        assertThatItIsRefusedBecauseOf("localhost");
    }

    @Test
    void goesOnWithoutACacheThatLetsItNotIn() {
        server = new CacheServer(directory, "localhost", "the right one");
        open(server.tls(), PATIENCE, PAUSE);

        assertThatItIsRefusedBecauseOf("WRONGPASS");
    }

    @Test
    void showsATokenAndNoPassword() {
        server = new CacheServer(
                directory,
                "localhost",
                "a-cache/\\?Action=connect&User=somebody&ResourceType=ServerlessCache&X-Amz-Algorithm=AWS4-HMAC-SHA256"
                        + "&X-Amz-Date=\\d{8}T\\d{6}Z&X-Amz-SignedHeaders=host&X-Amz-Credential=AKID%2F\\d{8}%2Feu-central-1"
                        + "%2Felasticache%2Faws4_request&X-Amz-Expires=900&X-Amz-Signature=[0-9a-f]{64}");
        open(server.tls(), PATIENCE, PAUSE);

        assertThat(cache.ask(UnifiedJedis::ping)).contains("PONG");
    }

    private void assertThatItIsRefusedBecauseOf(String cause) {
        await().atMost(SOON).until(() -> {
            assertThat(cache.ask(UnifiedJedis::ping)).isEmpty();
            return !told().isEmpty();
        });
        assertThat(told()).singleElement().asString().contains(cause);
    }

    private List<String> told() {
        return List.copyOf(log.list).stream()
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    private void start() {
        start(PATIENCE, PAUSE);
    }

    private void start(Duration patience, Duration pause) {
        server = new CacheServer(directory, "localhost", "a-cache/.*");
        open(server.tls(), patience, pause);
    }

    private void open(SSLSocketFactory tls, Duration patience, Duration pause) {
        cache = open(server, tls, patience, pause);
    }

    static Cache open(CacheServer server, SSLSocketFactory tls, Duration patience, Duration pause) {
        var settings = new Settings.Cache("localhost", server.port(), "a-cache", "somebody");
        var role = StaticCredentialsProvider.create(AwsBasicCredentials.create("AKID", "of the test"));
        return new Cache(settings, new CacheToken(settings, "eu-central-1", role), tls, patience, pause);
    }
}
