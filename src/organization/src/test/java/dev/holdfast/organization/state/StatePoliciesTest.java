package dev.holdfast.organization.state;

import static dev.holdfast.testkit.Decision.ALLOWED;
import static dev.holdfast.testkit.Decision.EXPLICITLY_DENIED;
import static dev.holdfast.testkit.Decision.IMPLICITLY_DENIED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.organization.RoleNames;
import dev.holdfast.testkit.AccessRequest;
import dev.holdfast.testkit.Decision;
import dev.holdfast.testkit.PolicyDocument;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatePoliciesTest {
    private static final String ORGANIZATION = "o-a1b2c3d4e5";
    private static final String BUCKET = "holdfast-organization-state-999999999999-eu-central-1";
    private static final String MANAGEMENT = "999999999999";
    private static final String DEV = "111111111111";
    private static final String PROD = "333333333333";
    private static final List<StateEnvironment> ENVIRONMENTS = List.of(
            new StateEnvironment("dev", Optional.of(DEV)),
            new StateEnvironment("stage", Optional.empty()),
            new StateEnvironment("prod", Optional.of(PROD)));

    private final PolicyDocument bucket =
            PolicyDocument.parse(StatePolicies.ofBucket(BUCKET, ORGANIZATION, ENVIRONMENTS));

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".pulumi/stacks/holdfast/prod.json",
                ".pulumi/stacks/holdfast/prod.json.bak",
                ".pulumi/stacks/holdfast/prod.pulumi-tags",
                ".pulumi/history/holdfast/prod/prod-1.history.json",
                ".pulumi/backups/holdfast/prod/prod.1.json",
                ".pulumi/locks/organization/holdfast/prod/4b1d.json"
            })
    void deployWritesAndPreviewReadsTheStacksOfTheirOwnEnvironment(String key) {
        assertThat(decide("s3:PutObject", key, PROD, RoleNames.DEPLOY)).isEqualTo(ALLOWED);
        assertThat(decide("s3:DeleteObject", key, PROD, RoleNames.DEPLOY)).isEqualTo(ALLOWED);
        assertThat(decide("s3:GetObject", key, PROD, RoleNames.PREVIEW)).isEqualTo(ALLOWED);
        assertThat(decide("s3:PutObject", key, PROD, RoleNames.PREVIEW)).isEqualTo(IMPLICITLY_DENIED);
    }

    @ParameterizedTest
    @CsvSource({
        ".pulumi/stacks/holdfast/prod.json",
        ".pulumi/stacks/holdfast/stage.json",
        ".pulumi/history/holdfast/prod/dev.json",
        ".pulumi/locks/organization/holdfast/prod/dev.json",
        ".pulumi/stacks/holdfast/develop.json",
        ".pulumi/stacks/holdfast-organization/dev.json"
    })
    void noEnvironmentReadsOrWritesWhatIsNotItsOwn(String key) {
        for (var role : List.of(RoleNames.DEPLOY, RoleNames.TEST, RoleNames.PREVIEW)) {
            assertThat(decide("s3:GetObject", key, DEV, role)).isEqualTo(IMPLICITLY_DENIED);
            assertThat(decide("s3:PutObject", key, DEV, role)).isEqualTo(IMPLICITLY_DENIED);
        }
    }

    @Test
    void anyBranchWritesReviewStacksInTheAccountThatHasThem() {
        var review = ".pulumi/stacks/holdfast/review-42.json";

        assertThat(decide("s3:PutObject", review, DEV, RoleNames.TEST)).isEqualTo(ALLOWED);
        assertThat(decide("s3:PutObject", ".pulumi/stacks/holdfast/dev.json", DEV, RoleNames.TEST))
                .isEqualTo(IMPLICITLY_DENIED);
        assertThat(decide("s3:PutObject", review, PROD, RoleNames.DEPLOY)).isEqualTo(IMPLICITLY_DENIED);
    }

    @Test
    void everyPipelineReadsTheOrganizationsOutputsAndNoneWritesThem() {
        for (var key : List.of(".pulumi/meta.yaml", ".pulumi/stacks/holdfast-organization/management.json")) {
            assertThat(decide("s3:GetObject", key, PROD, RoleNames.PREVIEW)).isEqualTo(ALLOWED);
            assertThat(decide("s3:PutObject", key, PROD, RoleNames.DEPLOY)).isEqualTo(IMPLICITLY_DENIED);
        }
        assertThat(bucket.decide(
                        request("s3:ListBucket", PROD, RoleNames.PREVIEW).on("arn:aws:s3:::" + BUCKET)))
                .isEqualTo(ALLOWED);
    }

    @Test
    void noOtherRoleOfAnAccountComesIn() {
        var role = "arn:aws:iam::" + PROD + ":role/application";
        var request = AccessRequest.to("s3:GetObject")
                .on("arn:aws:s3:::" + BUCKET + "/.pulumi/stacks/holdfast/prod.json")
                .by(role)
                .with("aws:PrincipalOrgID", ORGANIZATION)
                .with("aws:SecureTransport", "true");

        assertThat(bucket.decide(request)).isEqualTo(IMPLICITLY_DENIED);
    }

    @Test
    void deniesWhoIsNotOfTheOrganizationEvenInTheManagementAccount() {
        var key = ".pulumi/stacks/holdfast/prod.json";
        var stranger = request("s3:GetObject", PROD, RoleNames.DEPLOY)
                .on("arn:aws:s3:::" + BUCKET + "/" + key)
                .with("aws:PrincipalOrgID", "o-other00000");

        assertThat(bucket.decide(stranger)).isEqualTo(EXPLICITLY_DENIED);
    }

    @Test
    void deniesPlainHttp() {
        var plain = request("s3:GetObject", PROD, RoleNames.DEPLOY)
                .on("arn:aws:s3:::" + BUCKET + "/.pulumi/meta.yaml")
                .with("aws:SecureTransport", "false");

        assertThat(bucket.decide(plain)).isEqualTo(EXPLICITLY_DENIED);
    }

    @Test
    void anEnvironmentsKeyIsForItsOwnPipelinesOnly() {
        var key = PolicyDocument.parse(StatePolicies.ofKey(MANAGEMENT, ENVIRONMENTS.get(2)));

        assertThat(key.decide(request("kms:Decrypt", PROD, RoleNames.PREVIEW))).isEqualTo(ALLOWED);
        assertThat(key.decide(request("kms:Encrypt", PROD, RoleNames.DEPLOY))).isEqualTo(ALLOWED);
        assertThat(key.decide(request("kms:Decrypt", DEV, RoleNames.DEPLOY))).isEqualTo(IMPLICITLY_DENIED);
        assertThat(key.decide(request("kms:ScheduleKeyDeletion", PROD, RoleNames.DEPLOY)))
                .isEqualTo(IMPLICITLY_DENIED);
        assertThat(key.decide(AccessRequest.to("kms:ScheduleKeyDeletion").by("arn:aws:iam::" + MANAGEMENT + ":role/x")))
                .as("the management account's own policies decide")
                .isEqualTo(ALLOWED);
    }

    @Test
    void theKeyOfAnEnvironmentWithoutAnAccountIsForTheManagementAccountOnly() {
        assertThat(StatePolicies.ofKey(MANAGEMENT, ENVIRONMENTS.get(1)))
                .contains(MANAGEMENT)
                .doesNotContain("kms:Decrypt");
    }

    @Test
    void pipelinesDecryptWithTheOrganizationsKeyAndEncryptOnlyObjects() {
        var key = PolicyDocument.parse(StatePolicies.ofManagementKey(MANAGEMENT, ORGANIZATION, "eu-central-1"));

        assertThat(key.decide(request("kms:Decrypt", PROD, RoleNames.PREVIEW))).isEqualTo(ALLOWED);
        assertThat(key.decide(request("kms:GenerateDataKey", PROD, RoleNames.DEPLOY)
                        .with("kms:ViaService", "s3.eu-central-1.amazonaws.com")))
                .isEqualTo(ALLOWED);
        assertThat(key.decide(request("kms:GenerateDataKey", PROD, RoleNames.DEPLOY)))
                .isEqualTo(IMPLICITLY_DENIED);
        assertThat(key.decide(request("kms:Encrypt", PROD, RoleNames.DEPLOY))).isEqualTo(IMPLICITLY_DENIED);
        assertThat(key.decide(request("kms:Decrypt", PROD, "application"))).isEqualTo(IMPLICITLY_DENIED);
        assertThat(key.decide(
                        request("kms:Decrypt", PROD, RoleNames.PREVIEW).with("aws:PrincipalOrgID", "o-other00000")))
                .isEqualTo(IMPLICITLY_DENIED);
    }

    @Test
    void isAsShortAsS3Wants() {
        assertThat(StatePolicies.ofBucket(BUCKET, ORGANIZATION, ENVIRONMENTS)).hasSizeLessThan(20 * 1024);
    }

    private Decision decide(String action, String key, String account, String role) {
        return bucket.decide(request(action, account, role).on("arn:aws:s3:::" + BUCKET + "/" + key));
    }

    private static AccessRequest request(String action, String account, String role) {
        return AccessRequest.to(action)
                .by(RoleNames.arn(account, role))
                .with("aws:PrincipalOrgID", ORGANIZATION)
                .with("aws:SecureTransport", "true");
    }
}
