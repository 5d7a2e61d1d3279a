package dev.holdfast.organization.pipeline;

import static dev.holdfast.organization.Fixtures.declaredAgain;
import static dev.holdfast.organization.Fixtures.settings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.testkit.Cloud;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the program declares for pipelines. */
class AccountPipelinesTest {
    private static final String PROVIDER = "aws:iam/openIdConnectProvider:OpenIdConnectProvider";
    private static final String ROLE = "aws:iam/role:Role";
    private static final String POLICY = "aws:iam/policy:Policy";

    private static final Map<String, String> REPOSITORY =
            Map.of("holdfast-organization:repository", "acme/platform", "holdfast-organization:repositoryId", "42");

    private static List<Cloud.Seen> pipelineRoles(Cloud cloud) {
        return cloud.all(ROLE).stream()
                .filter(one -> one.parent().orElse("").contains("PipelineRole"))
                .toList();
    }

    @Test
    void areNothingWithoutARepositoryButALineThatSaysHow() {
        var cloud = declaredAgain(settings());

        assertThat(cloud.all(PROVIDER)).isEmpty();
        assertThat(pipelineRoles(cloud)).isEmpty();
        assertThat((List<?>) cloud.exported("byHand"))
                .anySatisfy(line -> assertThat(line.toString()).startsWith("set holdfast-organization:repository"));
    }

    @Test
    void haveGitHubsIdentityProviderWhereARoleTrustsIt() {
        assertThat(declaredAgain(settings(REPOSITORY)).all(PROVIDER))
                .extracting(Cloud.Seen::name)
                .containsExactlyInAnyOrder(
                        "management-pipelines",
                        "shared-pipelines",
                        "dev-pipelines",
                        "stage-pipelines",
                        "prod-pipelines");
        assertThat(declaredAgain(settings(REPOSITORY)).all(PROVIDER))
                .allSatisfy(one -> assertThat(one.inputs())
                        .containsEntry("url", "https://token.actions.githubusercontent.com")
                        .containsEntry("clientIdLists", List.of("sts.amazonaws.com"))
                        .doesNotContainKey("thumbprintLists"));
    }

    @Test
    void haveABoundaryOnEveryRole() {
        var cloud = declaredAgain(settings(REPOSITORY));

        assertThat(pipelineRoles(cloud)).hasSize(2 + 3 * 1 + 2 + 3 + 2 + 2).allSatisfy(one -> {
            assertThat(one.inputs().get("permissionsBoundary").toString()).isEqualTo("arn:aws:test:::" + one.name());
            assertThat(one.inputs()).containsEntry("path", "/holdfast/");
            assertThat(cloud.named(POLICY, one.name()).inputs())
                    .containsEntry("name", "boundary-" + one.inputs().get("name"))
                    .containsEntry("path", "/holdfast/");
        });
    }

    @Test
    void needNoUserAndNoKeyThatLasts() {
        assertThat(declaredAgain(settings(REPOSITORY)).all())
                .extracting(Cloud.Seen::type)
                .noneMatch(
                        type -> type.matches(
                                "aws:iam/(user|accessKey|group|sshKey|serviceSpecificCredential|signingCertificate|userLoginProfile).*"));
    }
}
