package dev.holdfast.organization.registry;

import static dev.holdfast.testkit.Decision.ALLOWED;
import static dev.holdfast.testkit.Decision.IMPLICITLY_DENIED;
import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.core.Output;
import dev.holdfast.testkit.AccessRequest;
import dev.holdfast.testkit.Cloud;
import dev.holdfast.testkit.PolicyDocument;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageRegistryTest {
    private static final String ORGANIZATION = "o-a1b2c3d4e5";
    private static final String DEV = "111111111111";

    private final PolicyDocument policy =
            PolicyDocument.parse(ImageRegistry.pullPolicy(ORGANIZATION, "eu-central-1", List.of(DEV)));

    @Test
    void keepsTagsWhereTheyAreAndScansEachImage() {
        var repository = declared().named("aws:ecr/repository:Repository", "registry-holdfast-api");

        assertThat(repository.inputs())
                .containsEntry("name", "holdfast/api")
                .containsEntry("imageTagMutability", "IMMUTABLE")
                .containsEntry("imageScanningConfiguration", Map.of("scanOnPush", true))
                .containsEntry("encryptionConfigurations", List.of(Map.of("encryptionType", "AES256")))
                .doesNotContainKey("forceDelete");
        assertThat(repository.isProtected()).isTrue();
    }

    @Test
    void hasARepositoryWithPolicyAndLifecycleForEachName() {
        var cloud = declared();

        for (var type : List.of("repository:Repository", "repositoryPolicy:RepositoryPolicy")) {
            assertThat(cloud.all("aws:ecr/" + type)).hasSize(2);
        }
        assertThat(cloud.all("aws:ecr/lifecyclePolicy:LifecyclePolicy")).hasSize(2);
    }

    @Test
    void noImageWithATagExpires() {
        assertThat(declared().all("aws:ecr/lifecyclePolicy:LifecyclePolicy"))
                .allSatisfy(lifecycle -> assertThat((String) lifecycle.inputs().get("policy"))
                        .contains("\"tagStatus\":\"untagged\"")
                        .doesNotContain("\"any\"", "\"tagged\"", "tagPatternList", "tagPrefixList"));
    }

    @Test
    void everyAccountOfTheOrganizationPullsAndNobodyElse() {
        var pull = AccessRequest.to("ecr:BatchGetImage").by("arn:aws:iam::" + DEV + ":role/execution");

        assertThat(policy.decide(pull.with("aws:PrincipalOrgID", ORGANIZATION))).isEqualTo(ALLOWED);
        assertThat(policy.decide(pull.with("aws:PrincipalOrgID", "o-other00000")))
                .isEqualTo(IMPLICITLY_DENIED);
        assertThat(policy.decide(pull)).isEqualTo(IMPLICITLY_DENIED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ecr:PutImage",
                "ecr:InitiateLayerUpload",
                "ecr:BatchDeleteImage",
                "ecr:DeleteRepository",
                "ecr:SetRepositoryPolicy"
            })
    void noOtherAccountPushesOrDeletes(String action) {
        var request = AccessRequest.to(action)
                .by("arn:aws:iam::" + DEV + ":role/holdfast/deploy")
                .with("aws:PrincipalOrgID", ORGANIZATION);

        assertThat(policy.decide(request)).isEqualTo(IMPLICITLY_DENIED);
    }

    @Test
    void lambdaPullsForFunctionsOfTheWorkloadsOnly() {
        var pull = AccessRequest.to("ecr:BatchGetImage").byService("lambda.amazonaws.com");
        var function = ":function:holdfast-dev-migrations";

        assertThat(policy.decide(pull.with("aws:SourceArn", "arn:aws:lambda:eu-central-1:" + DEV + function)))
                .isEqualTo(ALLOWED);
        assertThat(policy.decide(pull.with("aws:SourceArn", "arn:aws:lambda:eu-central-1:222222222222" + function)))
                .isEqualTo(IMPLICITLY_DENIED);
        assertThat(policy.decide(pull.with("aws:SourceArn", "arn:aws:lambda:us-east-1:" + DEV + function)))
                .isEqualTo(IMPLICITLY_DENIED);
        assertThat(policy.decide(pull)).isEqualTo(IMPLICITLY_DENIED);
    }

    @Test
    void withoutWorkloadsLambdaPullsForNobody() {
        assertThat(ImageRegistry.pullPolicy(ORGANIZATION, "eu-central-1", List.of()))
                .doesNotContain("lambda.amazonaws.com");
    }

    private static Cloud declared() {
        return new Cloud()
                .run(ctx -> new ImageRegistry(
                        "registry",
                        new ImageRegistry.Args(
                                List.of("holdfast/api", "holdfast/web"),
                                Output.of(ORGANIZATION),
                                "eu-central-1",
                                List.of(DEV)),
                        null));
    }
}
