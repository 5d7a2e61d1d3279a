package dev.holdfast.sandbox.services;

import static dev.holdfast.sandbox.services.CloudFixture.SILENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.sandbox.cloud.Resource;
import dev.holdfast.sandbox.cloud.Resources;
import dev.holdfast.sandbox.cloud.Site;
import dev.holdfast.sandbox.network.Network;
import dev.holdfast.sandbox.network.NetworkInterface;
import dev.holdfast.sandbox.network.NetworkInterfaces;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.InvalidRequestException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;
import software.amazon.awssdk.services.secretsmanager.model.SecretsManagerException;

class AwsEndpointTest {
    private static final String ACCOUNT = "111122223333";
    private static final String REGION = "eu-central-1";
    private static final String ROLE = "arn:aws:iam::111122223333:role/app";
    private static final String SECRET = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:app/database-AbCdEf";
    private static final String KEY = "arn:aws:kms:eu-central-1:111122223333:key/1234";
    private static final String MAY_READ = """
            {"Version": "2012-10-17", "Statement": [
              {"Effect": "Allow", "Action": ["secretsmanager:Get*", "secretsmanager:DescribeSecret"], "Resource": "%s"}]}""".formatted(SECRET);

    @TempDir
    Path directory;

    private Resources resources;
    private SecretValues values;
    private AwsEndpoint endpoint;
    private NetworkInterfaces interfaces;

    @BeforeEach
    void open() {
        var site = new Site(directory);
        resources = new Resources(site.resources());
        values = new SecretValues(site);
        endpoint = new AwsEndpoint(resources, values, new Buckets(new Site(directory), resources), network());
        put(ACCOUNT, "aws:iam/role:Role", "app", Map.of("name", "app", "arn", ROLE));
        if (values.versions(SECRET).isEmpty()) {
            new Secret(values).create(secret(Map.of()), SILENT);
            values.put(SECRET, "{\"username\":\"app\"}");
        }
    }

    @AfterEach
    void close() {
        endpoint.close();
    }

    @Test
    void answersARoleWhosePolicyAllowsIt() {
        allow(MAY_READ);
        try (var client = client(credentials())) {
            var answer = client.getSecretValue(request -> request.secretId(SECRET));
            assertThat(answer.secretString()).isEqualTo("{\"username\":\"app\"}");
            assertThat(answer.arn()).isEqualTo(SECRET);
            assertThat(answer.versionStages()).containsExactly("AWSCURRENT");
            assertThat(client.getSecretValue(request -> request.secretId("app/database"))
                            .secretString())
                    .isEqualTo(answer.secretString());
            assertThat(client.describeSecret(request -> request.secretId(SECRET))
                            .versionIdsToStages())
                    .containsOnlyKeys(answer.versionId());
        }
    }

    @Test
    void namesWhatARoleMayNotDo() {
        allow(MAY_READ);
        try (var client = client(credentials())) {
            assertThatThrownBy(() -> client.putSecretValue(
                            request -> request.secretId(SECRET).secretString("new")))
                    .isInstanceOfSatisfying(
                            SecretsManagerException.class,
                            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException"))
                    .hasMessageContaining("secretsmanager:PutSecretValue")
                    .hasMessageContaining(SECRET)
                    .hasMessageContaining(ROLE);
        }
        assertThat(values.current(SECRET)).hasValue("{\"username\":\"app\"}");
    }

    @Test
    void letsADenyWin() {
        allow(MAY_READ);
        put(
                ACCOUNT,
                "aws:iam/rolePolicy:RolePolicy",
                "app:deny",
                Map.of(
                        "role",
                        "app",
                        "policy",
                        "{\"Statement\": {\"Effect\": \"Deny\", \"Action\": \"*\", \"Resource\": \"*\"}}"));
        try (var client = client(credentials())) {
            assertThatThrownBy(() -> client.getSecretValue(request -> request.secretId(SECRET)))
                    .hasMessageContaining("explicit deny");
        }
    }

    @Test
    void refusesAConditionThatItDoesNotKnow() {
        allow("""
                {"Statement": [{"Sid": "Office", "Effect": "Allow", "Action": "*", "Resource": "*",
                  "Condition": {"IpAddress": {"aws:SourceIp": "10.0.0.0/8"}}}]}""");
        try (var client = client(credentials())) {
            assertThatThrownBy(() -> client.getSecretValue(request -> request.secretId(SECRET)))
                    .hasMessageContaining("cannot evaluate Condition IpAddress on aws:SourceIp in statement 'Office'");
        }
    }

    @Test
    void asksForTheSecretsOwnKey() {
        put(ACCOUNT, "aws:kms/key:Key", "1234", Map.of("arn", KEY));
        resources.put(secret(Map.of("kmsKeyId", KEY)));
        allow(MAY_READ);
        try (var client = client(credentials())) {
            assertThatThrownBy(() -> client.getSecretValue(request -> request.secretId(SECRET)))
                    .hasMessageContaining("kms:Decrypt on resource: " + KEY);
            put(ACCOUNT, "aws:iam/rolePolicy:RolePolicy", "app:key", Map.of("role", "app", "policy", """
                            {"Statement": [{"Effect": "Allow", "Action": "kms:Decrypt", "Resource": "%s", "Condition":
                              {"StringEquals": {"kms:ViaService": "secretsmanager.eu-central-1.amazonaws.com"}}}]}""".formatted(
                            KEY)));
            assertThat(client.getSecretValue(request -> request.secretId(SECRET))
                            .secretString())
                    .isNotEmpty();
        }
    }

    @Test
    void keepsTheSecretsOfAnotherAccountFromEverybody() {
        var stranger = "arn:aws:iam::444455556666:role/app";
        put("444455556666", "aws:iam/role:Role", "app", Map.of("name", "app", "arn", stranger));
        put("444455556666", "aws:iam/rolePolicy:RolePolicy", "app:all", Map.of("role", "app", "policy", everything()));
        var issued = endpoint.credentials("444455556666", REGION, stranger);
        try (var client = client(StaticCredentialsProvider.create(
                AwsSessionCredentials.create(issued.accessKeyId(), issued.secretAccessKey(), issued.sessionToken())))) {
            assertThatThrownBy(() -> client.getSecretValue(request -> request.secretId(SECRET)))
                    .hasMessageContaining("another account");
            assertThatThrownBy(() -> client.getSecretValue(request -> request.secretId("app/database")))
                    .isInstanceOf(ResourceNotFoundException.class);
        }
    }

    @Test
    void rotatesAValueThroughItsStages() {
        allow(everything());
        try (var client = client(credentials())) {
            var old = client.getSecretValue(request -> request.secretId(SECRET)).versionId();
            var pending = client.putSecretValue(request ->
                            request.secretId(SECRET).secretString("new").versionStages("AWSPENDING"))
                    .versionId();
            assertThat(values.current(SECRET)).hasValue("{\"username\":\"app\"}");
            assertThatThrownBy(() -> client.updateSecretVersionStage(request ->
                            request.secretId(SECRET).versionStage("AWSCURRENT").moveToVersionId(pending)))
                    .hasMessageContaining("RemoveFromVersionId");
            client.updateSecretVersionStage(request -> request.secretId(SECRET)
                    .versionStage("AWSCURRENT")
                    .moveToVersionId(pending)
                    .removeFromVersionId(old));
            assertThat(values.current(SECRET)).hasValue("new");
            assertThat(client.getSecretValue(request -> request.secretId(SECRET).versionStage("AWSPREVIOUS"))
                            .versionId())
                    .isEqualTo(old);
            assertThat(client.listSecretVersionIds(request -> request.secretId(SECRET))
                            .versions())
                    .hasSize(2);
        }
    }

    @Test
    void answersForADeletedSecretThatItIsOne() {
        allow(MAY_READ);
        new Secret(values).delete(secret(Map.of()), SILENT);
        try (var client = client(credentials())) {
            assertThatThrownBy(() -> client.getSecretValue(request -> request.secretId(SECRET)))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining("marked for deletion");
        }
    }

    @Test
    void refusesByNameWhatItDoesNotDo() {
        allow(everything());
        try (var client = client(credentials())) {
            assertThatThrownBy(() -> client.rotateSecret(request -> request.secretId(SECRET)))
                    .isInstanceOf(SecretsManagerException.class)
                    .hasMessageContaining("does not answer secretsmanager:RotateSecret");
        }
    }

    @Test
    void refusesCredentialsThatItDidNotIssue() {
        allow(everything());
        try (var client =
                client(StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIAIOSFODNN7EXAMPLE", "x")))) {
            assertThatThrownBy(() -> client.getSecretValue(request -> request.secretId(SECRET)))
                    .hasMessageContaining("The security token included in the request is invalid");
        }
    }

    @Test
    void givesATaskItsCredentials() {
        allow(MAY_READ);
        var container = endpoint.containerCredentials(ACCOUNT, REGION, ROLE);
        System.setProperty("aws.containerCredentialsFullUri", container.uri().toString());
        System.setProperty("aws.containerAuthorizationToken", container.authorization());
        try (var provider = ContainerCredentialsProvider.create();
                var client = client(provider)) {
            assertThat(client.getSecretValue(request -> request.secretId(SECRET))
                            .secretString())
                    .isEqualTo("{\"username\":\"app\"}");
        } finally {
            System.clearProperty("aws.containerCredentialsFullUri");
            System.clearProperty("aws.containerAuthorizationToken");
        }
    }

    @Test
    void givesCredentialsToNobodyElse() throws Exception {
        var container = endpoint.containerCredentials(ACCOUNT, REGION, ROLE);
        var other = endpoint.containerCredentials(ACCOUNT, REGION, ROLE);
        var answer = get(container.uri(), other.authorization());
        assertThat(answer).contains("UnrecognizedClientException").doesNotContain("SecretAccessKey");
        assertThat(get(container.uri(), container.authorization())).contains("SecretAccessKey", ROLE, "Expiration");
    }

    @Test
    void givesNoAnswerToACallerThatTheNetworkRefuses() throws Exception {
        allow(everything());
        interfaces.adopt(new NetworkInterface("task", ACCOUNT, REGION, "subnet-1", List.of(), "10.0.0.1"));
        try (var client = client(credentials())) {
            assertThatThrownBy(() -> client.getSecretValue(request -> request.secretId(SECRET)))
                    .isInstanceOf(SdkClientException.class);
        }
        assertThat(directory.resolve("events")).content().contains("task cannot reach secretsmanager");
    }

    @Test
    void givesNoAnswerToACallerOutsideOfEveryNetworkButItsCredentials() throws Exception {
        allow(everything());
        interfaces.at("127.0.0.1").ifPresent(interfaces::detach);
        try (var client = client(credentials())) {
            assertThatThrownBy(() -> client.getSecretValue(request -> request.secretId(SECRET)))
                    .isInstanceOf(SdkClientException.class);
        }
        var container = endpoint.containerCredentials(ACCOUNT, REGION, ROLE);
        assertThat(get(container.uri(), container.authorization())).contains("SecretAccessKey");
    }

    @Test
    void tellsACallerWhoItIs() throws Exception {
        var issued = endpoint.credentials(ACCOUNT, REGION, ROLE);
        var request = HttpRequest.newBuilder(endpoint.uri())
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=" + issued.accessKeyId()
                                + "/20261121/eu-central-1/sts/aws4_request, SignedHeaders=host, Signature=0")
                .header("X-Amz-Security-Token", issued.sessionToken())
                .POST(HttpRequest.BodyPublishers.ofString("Action=GetCallerIdentity&Version=2011-06-15"))
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(request, BodyHandlers.ofString())
                        .body())
                .contains("<Arn>arn:aws:sts::111122223333:assumed-role/app/", "<Account>111122223333</Account>");
    }

    /** The test itself, which calls from 127.0.0.1, is a function outside of any VPC. */
    private Network network() {
        var network = TestNetwork.withThisProcess(resources, directory);
        interfaces = network.interfaces();
        return network;
    }

    private static String get(URI uri, String authorization) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(uri)
                .header("Authorization", authorization)
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }

    private SecretsManagerClient client(AwsCredentialsProvider provider) {
        return SecretsManagerClient.builder()
                .endpointOverride(endpoint.uri())
                .region(Region.of(REGION))
                .credentialsProvider(provider)
                .build();
    }

    private AwsCredentialsProvider credentials() {
        var issued = endpoint.credentials(ACCOUNT, REGION, ROLE);
        return StaticCredentialsProvider.create(
                AwsSessionCredentials.create(issued.accessKeyId(), issued.secretAccessKey(), issued.sessionToken()));
    }

    private void allow(String policy) {
        put(ACCOUNT, "aws:iam/rolePolicy:RolePolicy", "app:own", Map.of("role", "app", "policy", policy));
    }

    private static String everything() {
        return "{\"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"*\", \"Resource\": \"*\"}]}";
    }

    private void put(String account, String type, String id, Map<String, Object> properties) {
        resources.put(new Resource(type, account, REGION, id, properties, properties));
    }

    private static Resource secret(Map<String, Object> properties) {
        return new Resource("aws:secretsmanager/secret:Secret", ACCOUNT, REGION, SECRET, properties, properties)
                .with(Map.of("arn", SECRET));
    }
}
