package dev.holdfast.api;

import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** The service, from its start to its end. */
public final class Api implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Api.class);
    private static final Duration DATABASE_INTERVAL = Duration.ofSeconds(2);

    private final Database database;
    private final Readiness readiness;
    private final Server server;

    /** Starts the service; the database may still be down. */
    Api(Settings settings, SecretsManagerClient secretsManager) {
        database = new Database(
                settings,
                new CurrentCredentials(
                        settings.credentials(), settings.secret(), secretsManager, InstantSource.system()));
        var messages = new Messages(database.jdbi());
        readiness = new Readiness(() -> messages.newest(1), DATABASE_INTERVAL);
        server = new Server(
                settings.port(), new MessagesResource(messages), new HealthResource(readiness, settings.release()));
    }

    /** Starts the service as its environment says, and stops it when the process is asked to end. */
    public static void main(String[] arguments) {
        try {
            var settings = Settings.from(System.getenv());
            var api = new Api(settings, secretsManager(settings.secret()));
            Runtime.getRuntime().addShutdownHook(new Thread(api::close, "shutdown"));
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

    /** Answers what is under way, then leaves the database. */
    @Override
    public void close() {
        LOG.info("Stopping");
        server.close();
        readiness.close();
        database.close();
        LOG.info("Stopped");
    }

    private static SecretsManagerClient secretsManager(String secret) {
        return SecretsManagerClient.builder()
                .region(Region.of(secret.split(":")[3]))
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(Duration.ofSeconds(2))
                        .socketTimeout(Duration.ofSeconds(2)))
                .overrideConfiguration(timeouts ->
                        timeouts.apiCallAttemptTimeout(Duration.ofSeconds(2)).apiCallTimeout(Duration.ofSeconds(5)))
                .build();
    }
}
