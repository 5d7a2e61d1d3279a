package dev.holdfast.organization.baseline;

import static dev.holdfast.organization.Fixtures.GET_VPCS;
import static dev.holdfast.organization.Fixtures.declared;
import static dev.holdfast.organization.Fixtures.declaredAgain;
import static dev.holdfast.organization.Fixtures.existing;
import static dev.holdfast.organization.Fixtures.id;
import static dev.holdfast.organization.Fixtures.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.conventions.WorkloadBoundary;
import dev.holdfast.organization.Fixtures;
import dev.holdfast.organization.MemberAccount;
import dev.holdfast.testkit.AccessRequest;
import dev.holdfast.testkit.Cloud;
import dev.holdfast.testkit.Decision;
import dev.holdfast.testkit.PolicyDocument;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BaselineTest {
    private static final String PASSWORDS = "aws:iam/accountPasswordPolicy:AccountPasswordPolicy";
    private static final String PUBLIC_ACCESS = "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock";
    private static final String ENCRYPTION = "aws:ebs/encryptionByDefault:EncryptionByDefault";
    private static final String DEFAULT_GROUP = "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup";

    private static final String BOUNDARY = "aws:iam/policy:Policy";

    private static final int ACCOUNTS = 1 + MemberAccount.ALL.size();

    @ParameterizedTest
    @ValueSource(strings = {PASSWORDS, PUBLIC_ACCESS, ENCRYPTION, DEFAULT_GROUP, BOUNDARY})
    void isInEveryAccountAndTheManagementAccountThroughAProviderOfItsOwn(String type) {
        assertThat(declaredAgain(settings()).all(type))
                .hasSize(ACCOUNTS)
                .extracting(Cloud.Seen::provider)
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {PASSWORDS, PUBLIC_ACCESS, ENCRYPTION, DEFAULT_GROUP, BOUNDARY})
    void isInNoAccountThatThisUpdateCreates(String type) {
        assertThat(declared(settings()).all(type)).isEmpty();
    }

    @Test
    void wantsTheBenchmarksPasswordsAndLetsThemLive() {
        assertThat(declaredAgain(settings()).all(PASSWORDS))
                .allSatisfy(one -> assertThat(one.inputs())
                        .containsEntry("minimumPasswordLength", 14.0)
                        .containsEntry("passwordReusePrevention", 24.0)
                        .containsEntry("requireSymbols", true)
                        .doesNotContainKey("maxPasswordAge"));
    }

    @Test
    void blocksAllFourWaysToMakeABucketPublic() {
        assertThat(declaredAgain(settings()).all(PUBLIC_ACCESS))
                .allSatisfy(one -> assertThat(one.inputs())
                        .containsEntry("blockPublicAcls", true)
                        .containsEntry("blockPublicPolicy", true)
                        .containsEntry("ignorePublicAcls", true)
                        .containsEntry("restrictPublicBuckets", true));
    }

    @Test
    void letsNoRoleOfAWorkloadSayWhoGetsInWhere() {
        assertThat(declaredAgain(settings()).all(BOUNDARY)).allSatisfy(one -> {
            assertThat(one.inputs())
                    .containsEntry("name", WorkloadBoundary.NAME)
                    .containsEntry("path", "/holdfast/");
            var boundary = PolicyDocument.parse((String) one.inputs().get("policy"));
            assertThat(boundary.decide(AccessRequest.to("s3:GetObject"))).isEqualTo(Decision.ALLOWED);
            for (var action : List.of("iam:CreateRole", "sts:AssumeRole", "organizations:LeaveOrganization")) {
                assertThat(boundary.decide(AccessRequest.to(action))).as(action).isNotEqualTo(Decision.ALLOWED);
            }
        });
    }

    @Test
    void leavesTheDefaultSecurityGroupNoRule() {
        assertThat(declaredAgain(settings()).all(DEFAULT_GROUP))
                .allSatisfy(one -> assertThat(one.inputs())
                        .containsEntry("vpcId", "vpc-default")
                        .doesNotContainKeys("ingress", "egress"));
    }

    @Test
    void leavesAnAccountWithoutADefaultVpcAlone() {
        var settings = settings();
        var cloud = existing(settings)
                .answers(GET_VPCS, arguments -> Map.of("id", "eu-central-1", "ids", List.of()))
                .run(ctx -> Fixtures.program(ctx, settings));

        assertThat(cloud.all(DEFAULT_GROUP)).isEmpty();
        assertThat(cloud.all(ENCRYPTION)).hasSize(ACCOUNTS);
    }

    @Test
    void isInEveryRegionInUseButWhatIsTheAccountsOnce() {
        var cloud = declaredAgain(settings(Map.of("holdfast-organization:regions", "eu-west-1")));

        assertThat(cloud.all(ENCRYPTION)).hasSize(2 * ACCOUNTS);
        assertThat(cloud.all(DEFAULT_GROUP)).hasSize(2 * ACCOUNTS);
        assertThat(cloud.all(PASSWORDS)).hasSize(ACCOUNTS);
        assertThat(cloud.all(PUBLIC_ACCESS)).hasSize(ACCOUNTS);
        assertThat(cloud.named("pulumi:providers:aws", "account-prod-eu-west-1").inputs())
                .containsEntry("region", "eu-west-1");
    }

    @Test
    void asksNoAccountBeforeItExists() {
        assertThat(declared(settings()).calls()).noneMatch(call -> call.token().equals(GET_VPCS));
    }

    /** To leave such an account out would plan the deletion of everything in it. */
    @Test
    void namesEveryAccountThatDoesNotAnswerAndWhatToDo() {
        var settings = settings();
        var cloud = existing(settings).answers(GET_VPCS, arguments -> {
            throw new IllegalStateException("IAM Role cannot be assumed");
        });

        assertThatThrownBy(() -> cloud.run(ctx -> Fixtures.program(ctx, settings)))
                .hasMessageContaining("account 'management' (999999999999) does not answer in eu-central-1")
                .hasMessageContaining("account 'prod' (" + id("prod") + ") does not answer")
                .hasMessageContaining("IAM Role cannot be assumed")
                .hasMessageContaining("run `pulumi up` again");
    }
}
