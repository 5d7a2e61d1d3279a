package dev.holdfast.api;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** The service, from its start to its end. */
public final class Api implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Api.class);
    private static final Duration DATABASE_INTERVAL = Duration.ofSeconds(2);

    private final Database database;
    private final Optional<Cache> cache;
    private final Readiness readiness;
    private final Server server;

    /** Starts the service; the database may still be down. */
    Api(Settings settings, SecretsManagerClient secretsManager) {
        database = new Database(
                settings,
                new CurrentCredentials(
                        settings.credentials(), settings.secret(), secretsManager, InstantSource.system()));
        cache = settings.cache().map(where -> cache(where, settings.region()));
        var messages = new Messages(database.jdbi());
        // The database itself is asked: whether there is a cache makes no difference to it.
        readiness = new Readiness(() -> messages.newest(1), DATABASE_INTERVAL);
        server = new Server(
                settings.port(),
                new MessagesResource(
                        cache.<Messages>map(some -> new CachedMessages(database.jdbi(), some))
                                .orElse(messages),
                        settings.features()),
                new HealthResource(readiness, settings.release()));
    }

    /** Starts the service as its environment says, and stops it when the process is asked to end. */
    public static void main(String[] arguments) {
        try {
            var settings = Settings.from(System.getenv());
            settings.features().log();
            var api = new Api(settings, secretsManager(settings.region()));
            Runtime.getRuntime().addShutdownHook(new Thread(api::stop, "shutdown"));
            LOG.info("Release {} listens on port {}", settings.release(), api.port());
        } catch (InvalidSettings e) {
            LOG.error(e.getMessage());
            System.exit(1);
        } catch (RuntimeException e) {
            LOG.error("The service cannot start", e);
            System.exit(1);
        }
    }

    int port() {
        return server.port();
    }

    /** Answers what still comes, too. */
    private void stop() {
        LOG.info("Stopping");
        server.drain();
        close();
        LOG.info("Stopped");
    }

    /** Answers what is under way, then leaves the database. */
    @Override
    public void close() {
        server.close();
        readiness.close();
        cache.ifPresent(Cache::close);
        database.close();
    }

    private static Cache cache(Settings.Cache settings, String region) {
        // Fetches new credentials of the task's role before the old ones end, while nobody waits.
        var role = DefaultCredentialsProvider.builder()
                .asyncCredentialUpdateEnabled(true)
                .build();
        return new Cache(
                settings, new CacheToken(settings, region, role), (SSLSocketFactory) SSLSocketFactory.getDefault());
    }

    private static SecretsManagerClient secretsManager(String region) {
        return SecretsManagerClient.builder()
                .region(Region.of(region))
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(Duration.ofSeconds(2))
                        .socketTimeout(Duration.ofSeconds(2)))
                .overrideConfiguration(timeouts ->
                        timeouts.apiCallAttemptTimeout(Duration.ofSeconds(2)).apiCallTimeout(Duration.ofSeconds(5)))
                .build();
    }
}
