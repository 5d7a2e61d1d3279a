package dev.holdfast.operator.promotion;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.holdfast.operator.Refused;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.backup.BackupClient;

class BackupAccountTest {
    private static final Instant SINCE = Instant.ofEpochSecond(1_000);
    private static final BackupAccount ACCOUNT =
            BackupAccount.of("arn:aws:backup:eu-central-1:444455556666:backup-vault:holdfast-organization-copies");

    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private BackupClient backup;

    /** What AWS Backup would answer: its paths are in its API reference. */
    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                asked.add(exchange.getRequestURI().toString());
                var answer = answers.getOrDefault(exchange.getRequestURI().getPath(), "{\"Message\": \"not allowed\"}");
                var body = answer.getBytes(UTF_8);
                exchange.getResponseHeaders().add("Content-Type", "application/json");
                exchange.sendResponseHeaders(
                        answers.containsKey(exchange.getRequestURI().getPath()) ? 200 : 403, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        server.start();
        backup = BackupClient.builder()
                .endpointOverride(
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
                .region(ACCOUNT.region())
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "key")))
                .build();
    }

    @AfterEach
    void stop() {
        backup.close();
        server.stop(0);
    }

    @Test
    void readsRegionAccountAndVaultFromTheArn() {
        assertThat(ACCOUNT.region().id()).isEqualTo("eu-central-1");
        assertThat(ACCOUNT.account()).isEqualTo("444455556666");
        assertThat(ACCOUNT.vault()).isEqualTo("holdfast-organization-copies");
    }

    @Test
    void refusesWhatIsNoVault() {
        assertThatThrownBy(() -> BackupAccount.of("arn:aws:s3:::copies"))
                .hasMessageContaining("'arn:aws:s3:::copies'")
                .hasMessageContaining("no ARN of one");
    }

    @Test
    void tellsOfEachDatabaseWithCopiesWhatTestsRestored() {
        copies("""
                {"ResourceArn": "arn:db:orders", "CreationDate": 2000}, {"ResourceArn": "arn:db:orders", "CreationDate": 1500},
                {"ResourceArn": "arn:db:idle", "CreationDate": 3000}""");
        jobs("""
                {"SourceResourceArn": "arn:db:orders", "CreationDate": 2500, "Status": "FAILED", "StatusMessage": "no key",
                 "CreatedBy": {"RestoreTestingPlanArn": "arn:plan"}}""");

        var restores = ACCOUNT.restores(backup, SINCE);

        assertThat(restores).extracting(TestedRestore::database).containsExactly("arn:db:idle", "arn:db:orders");
        assertThat(restores.get(0).tried()).isEmpty();
        assertThat(restores.get(1).since()).isEqualTo(Instant.ofEpochSecond(1_500));
        assertThat(restores.get(1).tried())
                .extracting(TestedRestore.Try::status, one -> one.message().orElseThrow())
                .containsExactly(org.assertj.core.groups.Tuple.tuple("FAILED", "no key"));
    }

    @Test
    void countsNoRestoreThatAPersonBegan() {
        copies("{\"ResourceArn\": \"arn:db:orders\", \"CreationDate\": 2000}");
        jobs("{\"SourceResourceArn\": \"arn:db:orders\", \"CreationDate\": 2500, \"Status\": \"COMPLETED\"}");

        assertThat(ACCOUNT.restores(backup, SINCE))
                .singleElement()
                .satisfies(one -> assertThat(one.tried()).isEmpty());
    }

    @Test
    void asksForDatabasesOnlyAndForNothingOlder() {
        copies("");
        jobs("");

        ACCOUNT.restores(backup, SINCE);

        assertThat(asked).allMatch(request -> request.contains("esourceType=RDS"));
        assertThat(asked).anyMatch(request -> request.contains("createdAfter=1970-01-01T00%3A16%3A40Z"));
    }

    @Test
    void saysWhatAwsRefuses() {
        assertThatThrownBy(() -> ACCOUNT.restores(backup, SINCE))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("holdfast-organization-copies")
                .hasMessageContaining("not allowed");
    }

    private void copies(String members) {
        answers.put(
                "/backup-vaults/holdfast-organization-copies/recovery-points/",
                "{\"RecoveryPoints\": [" + members + "]}");
    }

    private void jobs(String members) {
        answers.put("/restore-jobs/", "{\"RestoreJobs\": [" + members + "]}");
    }
}
