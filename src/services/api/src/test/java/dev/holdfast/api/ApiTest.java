package dev.holdfast.api;

import static dev.holdfast.migrations.fixture.StoredSecrets.APPLICATION_ARN;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.holdfast.migrations.MigratedDatabase;
import dev.holdfast.migrations.fixture.Postgres;
import dev.holdfast.migrations.fixture.StoredSecrets;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** The service with a real PostgreSQL over TLS, whose schema and role the migration function made. */
@Timeout(60)
class ApiTest {
    private static final Duration SOON = Duration.ofSeconds(15);

    private final HttpClient client = HttpClient.newHttpClient();
    private StoredSecrets secrets;
    private Api api;

    @BeforeEach
    void migrate() {
        secrets = MigratedDatabase.create();
    }

    @AfterEach
    void stop() {
        Postgres.asSuperuser("ALTER DATABASE " + Postgres.DATABASE + " ALLOW_CONNECTIONS true");
        if (api != null) {
            api.close();
        }
    }

    @Test
    void keepsWhatIsPostedAndAnswersTheNewestFirst() throws Exception {
        startReady();

        for (var text : List.of("first", "second", "third")) {
            assertThat(post(text).statusCode()).isEqualTo(201);
        }

        assertThat(get("/api/messages?limit=2").body())
                .containsSubsequence("third", "second")
                .doesNotContain("first");
        assertThat(Postgres.query("SELECT text FROM holdfast.messages ORDER BY id"))
                .containsExactly("first", "second", "third");
    }

    @Test
    void keepsTextAsItIs() throws Exception {
        startReady();

        var text = "'; DROP TABLE messages; -- \uD83D\uDE00 <b> \t \\u2028";
        post(text.replace("\\", "\\\\").replace("\t", "\\t"));

        assertThat(Postgres.query("SELECT text FROM holdfast.messages")).containsExactly(text);
    }

    @Test
    void startsBeforeTheDatabaseIsUpAndBecomesReadyWhenItIs() throws Exception {
        databaseUp(false);
        start();

        assertThat(get("/health/live").statusCode()).isEqualTo(200);
        assertThat(get("/health/ready").statusCode()).isEqualTo(503);

        databaseUp(true);
        await().atMost(SOON).until(() -> get("/health/ready").statusCode() == 200);
        assertThat(get("/api/messages").body()).isEqualTo("{\"messages\":[]}");
    }

    @Test
    void isNotReadyWhereTheMigrationsDidNotRun() throws Exception {
        Postgres.empty();
        Postgres.asSuperuser("CREATE ROLE holdfast_app_a LOGIN PASSWORD '" + password() + "'");
        start();
        Thread.sleep(1_000);

        assertThat(get("/health/ready").statusCode()).isEqualTo(503);
    }

    @Test
    void staysReadyThroughAnOutageAndAnswersAgainAfterIt() throws Exception {
        startReady();
        databaseUp(false);

        var answer = get("/api/messages");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        await().atMost(SOON).until(() -> get("/health/ready").body().contains("\"unreachable\""));
        assertThat(get("/health/ready").statusCode()).isEqualTo(200);

        databaseUp(true);
        await().atMost(SOON).until(() -> get("/api/messages").statusCode() == 200);
    }

    @Test
    void takesRotatedCredentialsWithoutARestart() throws Exception {
        startReady();

        rotate("of-the-rotation");

        await().atMost(SOON).until(() -> get("/api/messages").statusCode() == 200);
        assertThat(post("after the rotation").statusCode()).isEqualTo(201);
    }

    @Test
    void failsNoRequestWhenRotationsHaveEndedTheCredentialsThatItHas() throws Exception {
        startReady();
        MigratedDatabase.rotate(secrets);
        MigratedDatabase.rotate(secrets);
        MigratedDatabase.rotate(secrets);

        // Requests wait behind the lock, so that the one open connection is not enough for them.
        try (var owner = Postgres.connect(Postgres.MASTER, Postgres.MASTER_PASSWORD)) {
            owner.setAutoCommit(false);
            owner.createStatement().execute("LOCK TABLE holdfast.messages");
            var answers = Stream.generate(() -> CompletableFuture.supplyAsync(() -> status("meanwhile")))
                    .limit(4)
                    .toList();
            await().atMost(SOON)
                    .until(() -> Postgres.query("SELECT DISTINCT usename FROM pg_stat_activity"
                                            + " WHERE usename LIKE 'holdfast_app_%'")
                                    .size()
                            == 2);
            owner.rollback();

            assertThat(answers).extracting(CompletableFuture::join).containsOnly(201);
        }
    }

    @Test
    void takesTheSecretsCredentialsWhenThoseOfTheTasksStartAreOld() throws Exception {
        start(Map.of("DATABASE_CREDENTIALS", StoredSecrets.json("holdfast_app_a", "of-yesterday")));

        await().atMost(SOON).until(() -> get("/health/ready").statusCode() == 200);
    }

    @Test
    void refusesADatabaseThatAnotherAuthoritySigned() throws Exception {
        start(Map.of("DATABASE_CA_BUNDLE", Postgres.otherCaBundle().toString()));

        assertThat(get("/api/messages").statusCode()).isEqualTo(503);
        assertThat(get("/health/ready").statusCode()).isEqualTo(503);
    }

    @Test
    void refusesADatabaseWithAnotherNameInItsCertificate() throws Exception {
        start(Map.of("DATABASE_HOST", "127.0.0.1"));

        assertThat(get("/api/messages").statusCode()).isEqualTo(503);
    }

    @Test
    void writesNoPasswordToAnyLog() throws Exception {
        var first = password();
        var log = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        var level = log.getLevel();
        var console = log.getAppender("stdout");
        log.detachAppender(console);
        var written = new ListAppender<ILoggingEvent>();
        written.start();
        log.addAppender(written);
        log.setLevel(Level.DEBUG);
        try {
            startReady();
            rotate("of-the-rotation");
            await().atMost(SOON).until(() -> get("/api/messages").statusCode() == 200);
        } finally {
            log.setLevel(level);
            log.detachAppender(written);
            log.addAppender(console);
        }

        var lines = List.copyOf(written.list).stream()
                .map(event -> event.getFormattedMessage() + " " + event.getThrowableProxy())
                .toList();
        assertThat(lines)
                .anyMatch(line -> line.contains("refused the Credentials of holdfast_app_a"))
                .noneMatch(line -> line.contains(first))
                .noneMatch(line -> line.contains("of-the-rotation"));
    }

    @Test
    void findsMessagesByTheirTextWhereThatIsOn() throws Exception {
        start(Map.of("FEATURES", "search"));
        await().atMost(SOON).until(() -> get("/health/ready").statusCode() == 200);
        post("100% of the Needle_s");
        post("hay");

        assertThat(get("/api/messages?search=needle_").body())
                .contains("Needle_s")
                .doesNotContain("hay");
        assertThat(get("/api/messages?search=%25").body()).contains("100%").doesNotContain("hay");
    }

    @Test
    void endsInGoodOrderWhenItsProcessIsAskedTo() throws Exception {
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dlogback.configurationFile=logback.xml",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.holdfast.api.Api")
                .redirectErrorStream(true);
        builder.environment().putAll(environment());
        var process = builder.start();
        try (var output = process.inputReader()) {
            var line = output.readLine();
            while (line != null && !line.contains("listens on port")) {
                line = output.readLine();
            }
            // Process.destroy would also close its output.
            process.toHandle().destroy();

            assertThat(process.waitFor(20, SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(143);
            assertThat(output.lines().toList()).last().asString().contains("Stopped");
        } finally {
            process.destroyForcibly();
        }
    }

    private void startReady() {
        start();
        await().atMost(SOON).until(() -> get("/health/ready").statusCode() == 200);
    }

    private void start() {
        start(Map.of());
    }

    private void start(Map<String, String> changes) {
        var environment = environment();
        environment.putAll(changes);
        api = new Api(Settings.from(environment), secrets);
    }

    private Map<String, String> environment() {
        return new HashMap<>(Map.of(
                "PORT",
                "0",
                "DATABASE_HOST",
                Postgres.HOST,
                "DATABASE_PORT",
                Integer.toString(Postgres.port()),
                "DATABASE_NAME",
                Postgres.DATABASE,
                "DATABASE_SECRET_ARN",
                APPLICATION_ARN,
                "DATABASE_CREDENTIALS",
                secrets.value(APPLICATION_ARN),
                "DATABASE_CA_BUNDLE",
                Postgres.caBundle().toString(),
                "ENVIRONMENT",
                "test",
                "RELEASE",
                "1"));
    }

    private void rotate(String password) {
        secrets.put(APPLICATION_ARN, StoredSecrets.json("holdfast_app_a", password));
        Postgres.asSuperuser("ALTER ROLE holdfast_app_a PASSWORD '" + password + "'");
        endConnections();
    }

    private int status(String text) {
        try {
            return post(text).statusCode();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void databaseUp(boolean up) {
        Postgres.asSuperuser("ALTER DATABASE " + Postgres.DATABASE + " ALLOW_CONNECTIONS " + up);
        if (!up) {
            endConnections();
        }
    }

    private static void endConnections() {
        Postgres.asSuperuser(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename LIKE 'holdfast_app_%'");
    }

    private String password() {
        return Credentials.parse(secrets.value(APPLICATION_ARN)).orElseThrow().password();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String text) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(uri("/api/messages"))
                        .POST(BodyPublishers.ofString("{\"author\": \"Ada\", \"text\": \"" + text + "\"}"))
                        .build(),
                BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://localhost:" + api.port() + path);
    }
}
