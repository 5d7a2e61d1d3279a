package dev.holdfast.enginetests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** {@code ./holdfast publish}: the images that were built, in the registry that the organization made, in order. */
@EngineTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class PublishIT {
    private static final String PUBLISH = "cd \"$OLDPWD\" && ./holdfast publish";
    private static final String COMMIT =
            "git -c user.name=test -c user.email=test@example.com commit --quiet --all --message configured";
    private static final String OTHER = "0123456789abcdef0123456789abcdef01234567";

    private Copy copy;

    @BeforeAll
    void bringsUpTheOrganization() throws IOException {
        copy = Copy.of(
                Path.of("../..").toAbsolutePath().normalize(),
                Path.of("target/engine/publish").toAbsolutePath());
        copy.edit("src/organization/Pulumi.management.yaml", "config:\n", """
                config:
                  holdfast-organization:repository: acme/platform
                  holdfast-organization:repositoryId: "42"
                """);
        copy.bash(COMMIT).succeeded();
        copy.sandbox("up", "management").succeeded();
    }

    @AfterAll
    void stops() {
        if (copy != null) {
            copy.close();
        }
    }

    private String digest(String service) throws IOException {
        return Files.readString(copy.file("src/services/" + service + "/target/jib-image.digest"))
                .strip();
    }

    /** As the pipeline does: with the role's own permissions, and without the organization's state. */
    @Test
    @Order(1)
    void needsNoMoreThanTheRoleThatIsThereForIt() throws IOException {
        var registry = copy.pulumi("organization", "pulumi stack output --stack management registry")
                .succeeded()
                .output()
                .strip();
        var account = registry.substring(0, 12);

        var published = copy.pulumi("", """
                AWS_REGION=eu-central-1; assumed=$(curl --silent --data-urlencode Action=AssumeRole \
                  --data-urlencode RoleArn=arn:aws:iam::%s:role/holdfast/publish --data-urlencode RoleSessionName=test \
                  --header 'Authorization: AWS4-HMAC-SHA256 Credential=sandbox/20261127/eu-central-1/sts/aws4_request' \
                  "$AWS_ENDPOINT_URL_STS")
                part() { sed "s|.*<$1>\\(.*\\)</$1>.*|\\1|" <<< "$assumed"; }
                export AWS_ACCESS_KEY_ID=$(part AccessKeyId) AWS_SECRET_ACCESS_KEY=$(part SecretAccessKey)
                export AWS_SESSION_TOKEN=$(part SessionToken) HOLDFAST_REGISTRY=%s PULUMI_BACKEND_URL=file:///nowhere
                %s --commit %s""".formatted(account, registry, PUBLISH, "a".repeat(40)))
                .succeeded();

        assertThat(published.output()).contains("api " + digest("api") + " pushed");
    }

    @Test
    @Order(2)
    void pushesEveryImageWithTheDigestThatItWasBuiltWith() throws IOException {
        var published = copy.pulumi("", PUBLISH).succeeded();

        assertThat(published.output())
                .containsPattern("api " + digest("api") + " pushed: \\d of \\d layers")
                .contains("migrations " + digest("migrations") + " pushed")
                .contains("web " + digest("web") + " pushed");
    }

    @Test
    @Order(3)
    void doesNothingForACommitWhoseImagesAreThere() throws IOException {
        assertThat(copy.pulumi("", PUBLISH).succeeded().output())
                .contains("api " + digest("api") + " is there already")
                .doesNotContain("pushed");
    }

    @Test
    @Order(4)
    void neverMovesATag() {
        copy.pulumi("", PUBLISH + " --commit " + OTHER).succeeded();
        copy.bash("cp src/services/web/target/jib-image.tar src/services/api/target/jib-image.tar"
                        + " && cp src/services/web/target/jib-image.digest src/services/api/target/jib-image.digest")
                .succeeded();

        assertThat(copy.pulumi("", PUBLISH + " --commit " + OTHER).failed().output())
                .contains("holdfast/api:" + OTHER + " is sha256:")
                .contains("A tag never moves");
    }

    @Test
    @Order(5)
    void saysWhichArchivesAreNotBuilt() {
        copy.delete("src/services/web/target/jib-image.tar");

        assertThat(copy.pulumi("", PUBLISH + " --commit " + OTHER).failed().output())
                .contains("there is no image archive")
                .contains("src/services/web/target/jib-image.tar; build them with ./mvnw package");
    }

    @Test
    @Order(6)
    void namesNoCommitForWhatWasChangedSince() {
        copy.write("README.md", "changed");

        assertThat(copy.pulumi("", PUBLISH).failed().output())
                .contains("1 files are not as they are in HEAD")
                .contains("name the commit with --commit");
    }
}
