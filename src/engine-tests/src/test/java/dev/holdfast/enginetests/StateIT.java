package dev.holdfast.enginetests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.operator.Moto;
import dev.holdfast.operator.MotoTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** {@code ./holdfast state}, with the states of a whole system and a real S3 API, through its bad days, in order. */
@EngineTest
@MotoTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class StateIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path REPOSITORY = Path.of("../..").toAbsolutePath().normalize();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String BUCKET = "holdfast-organization-state-%s-eu-central-1";

    private Copy copy;
    private Moto moto;
    private String account;

    @BeforeAll
    void hasASystemWhoseStatesAreOnThisMachine() throws IOException {
        copy = Copy.of(REPOSITORY, Path.of("target/engine/state").toAbsolutePath());
        // Addresses of its own, so that the developer's sandbox may run meanwhile.
        copy.edit("Pulumi.dev.yaml", "config:\n", "config:\n  holdfast:cidr: 10.240.0.0/16\n");
        copy.sandbox("up", "dev").succeeded();
        // As if it were AWS: the projects themselves, with the configuration that they run with.
        copy.bash("cp .sandbox/projects/workload/Pulumi.dev.yaml ."
                        + " && cp .sandbox/projects/organization/Pulumi.management.yaml src/organization")
                .succeeded();
        var outputs = JSON.readTree(copy.pulumi("organization", "pulumi stack output --json --stack management 2>&1")
                .succeeded()
                .output());
        account = outputs.path("stateBucket").asText().replaceAll(".*-state-(\\d{12})-.*", "$1");
        moto = Moto.start(account);
        inAws("pulumi login \"$OLD\"").succeeded();
    }

    @AfterAll
    void stops() {
        if (moto != null) {
            moto.close();
        }
        if (copy != null) {
            copy.close();
        }
    }

    @Test
    @Order(1)
    void refusesCredentialsOfAnotherAccount() {
        try (var other = Moto.start()) {
            var refused =
                    copy.bash(environment(other) + "./holdfast state move").failed();

            assertThat(refused.output())
                    .contains("these credentials are of account " + Moto.ACCOUNT)
                    .contains("management account, " + account);
        }
    }

    @Test
    @Order(2)
    void saysThatThereIsNoBucket() {
        assertThat(inAws("./holdfast state move").failed().output())
                .contains(BUCKET.formatted(account))
                .contains("there is no such bucket; `pulumi up --stack management` makes it");
    }

    @Test
    @Order(3)
    void movesNothingWithoutThePassphrase() {
        createBucket();

        var refused = inAws("unset PULUMI_CONFIG_PASSPHRASE_FILE; ./holdfast state move")
                .failed();

        assertThat(refused.output())
                .contains("nothing was moved")
                .contains("stack 'management' is encrypted with a passphrase; set PULUMI_CONFIG_PASSPHRASE")
                .contains("stack 'dev' is encrypted with a passphrase");
        assertThat(keys()).noneMatch(key -> key.contains("/stacks/"));
    }

    @Test
    @Order(4)
    void movesNothingWhileAnUpdateIsUnderWay() throws IOException {
        var lock = ".sandbox/state/.pulumi/locks/organization/holdfast/dev/4b1d.json";
        copy.write(lock, "{}");

        assertThat(inAws("./holdfast state move").failed().output()).contains(lock, "pulumi cancel --stack dev");
        assertThat(keys()).noneMatch(key -> key.contains("/stacks/"));

        copy.delete(lock);
    }

    @Test
    @Order(5)
    void stopsAtAKeyThatIsMissingAndGoesOnWhereItStopped() throws IOException {
        createKey("management");

        assertThat(inAws("./holdfast state move").failed().output())
                .contains("management moved")
                .contains("cannot encrypt stack 'dev'")
                .contains("there is no such key; `pulumi up --stack management` makes it");
        assertThat(inAws("./holdfast state status").succeeded().output()).contains("half moved");

        createKey("dev");
        assertThat(inAws("./holdfast state move").succeeded().output())
                .contains("management is moved already")
                .contains("dev moved, at last")
                .contains("Pulumi is logged in there");
        assertThat(inAws("pulumi whoami --json").succeeded().output()).contains("s3://" + BUCKET.formatted(account));
    }

    @Test
    @Order(6)
    void writesTheKeysIntoTheStacksFilesAndNeedsNoPassphraseFromThenOn() throws IOException {
        for (var file : List.of("Pulumi.dev.yaml", "src/organization/Pulumi.management.yaml")) {
            assertThat(Files.readString(copy.file(file)))
                    .contains("secretsprovider: awskms:///arn:aws:kms:eu-central-1:" + account)
                    .doesNotContain("encryptionsalt");
        }
    }

    @Test
    @Order(7)
    void theWorkloadReadsTheOrganizationsOutputsThereAndPlansNoChange() {
        inAws("unset PULUMI_CONFIG_PASSPHRASE_FILE; pulumi preview --stack dev --expect-no-changes")
                .succeeded();
        inAws("unset PULUMI_CONFIG_PASSPHRASE_FILE; cd src/organization;"
                        + " pulumi preview --stack management --expect-no-changes")
                .succeeded();
        assertThat(inAws("pulumi stack output accountId --stack dev")
                        .succeeded()
                        .output())
                .containsPattern("\\d{12}");
    }

    @Test
    @Order(8)
    void holdsTheSameAsWhatStaysBehind() throws IOException {
        for (var stack : List.of("holdfast/dev", "holdfast-organization/management")) {
            // Decrypted: the value of a parameter counts as secret, and each place encrypts it with a key of its own.
            var export = "pulumi stack export --show-secrets --stack organization/" + stack + " 2>/dev/null";
            var there = deployment(inAws(export));
            var here = deployment(inAws("export PULUMI_BACKEND_URL=\"$OLD\"; " + export));

            assertThat(there.path("resources")).hasSizeGreaterThan(50).isEqualTo(here.path("resources"));
            assertThat(there.path("manifest")).isEqualTo(here.path("manifest"));
        }
    }

    @Test
    @Order(9)
    void saysThatAllIsMovedWhenItIsRunAgain() {
        for (var backend : List.of("", "export PULUMI_BACKEND_URL=\"$OLD\"; ")) {
            var before = keys();

            assertThat(inAws(backend + "./holdfast state move").succeeded().output())
                    .contains("management is moved already", "dev is moved already");
            assertThat(keys()).isEqualTo(before);
        }
        assertThat(inAws("./holdfast state status").succeeded().output())
                .containsPattern("management +moved")
                .containsPattern("dev +moved");
    }

    @Test
    @Order(10)
    void refusesWhatWasWorkedOnSinceAndOverwritesNothing() {
        inAws("pulumi refresh --yes --skip-preview --stack dev").succeeded();
        var before = keys();

        assertThat(inAws("export PULUMI_BACKEND_URL=\"$OLD\"; ./holdfast state move")
                        .failed()
                        .output())
                .contains("nothing was moved")
                .contains("stack 'dev' is in both places, and they differ")
                .contains("The bucket's is newer");
        assertThat(keys()).isEqualTo(before);
    }

    private static JsonNode deployment(Result export) throws IOException {
        return JSON.readTree(export.succeeded().output()).path("deployment");
    }

    /** Runs a line as a person would with AWS, which moto is here; what is in it does not say so. */
    private Result inAws(String line) {
        return copy.bash(environment(moto) + line);
    }

    /** The CLI's own login decides where states are; OLD is where they were. */
    private String environment(Moto aws) {
        return "set -euo pipefail; eval \"$(./sandbox env)\"; OLD=$PULUMI_BACKEND_URL;"
                + " unset PULUMI_BACKEND_URL PULUMI_OPTION_CWD AWS_ENDPOINT_URL_ECR AWS_ENDPOINT_URL_STS;"
                + " export AWS_ENDPOINT_URL=" + aws.endpoint() + "; ";
    }

    private void createBucket() {
        send(request("/" + BUCKET.formatted(account), "s3", "us-east-1").PUT(HttpRequest.BodyPublishers.noBody()));
    }

    private void createKey(String environment) throws IOException {
        var key = JSON.readTree(kms("CreateKey", "{}")).path("KeyMetadata").path("KeyId");
        kms("CreateAlias", """
                {"AliasName": "alias/holdfast-organization-state-%s", "TargetKeyId": %s}""".formatted(environment, key));
    }

    /** The keys of the bucket's objects, with their tags of content. */
    private List<String> keys() {
        var listing = send(request("/" + BUCKET.formatted(account) + "?list-type=2", "s3", "us-east-1")
                .GET());
        return List.of(listing.split("<Contents>")).stream()
                .skip(1)
                .map(object -> object.replaceAll("(?s).*<Key>(.*?)</Key>.*<ETag>(.*?)</ETag>.*", "$1 $2"))
                .toList();
    }

    private String kms(String operation, String body) {
        return send(request("/", "kms", "eu-central-1")
                .header("X-Amz-Target", "TrentService." + operation)
                .header("Content-Type", "application/x-amz-json-1.1")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** moto finds the service in the signature, and does not look at the rest of it. */
    private HttpRequest.Builder request(String path, String service, String region) {
        return HttpRequest.newBuilder(URI.create(moto.endpoint() + path))
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=test/20260101/" + region + "/" + service
                                + "/aws4_request, SignedHeaders=host, Signature=none");
    }

    private static String send(HttpRequest.Builder request) {
        try {
            var answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
