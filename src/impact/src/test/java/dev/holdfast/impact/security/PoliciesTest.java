package dev.holdfast.impact.security;

import static dev.holdfast.impact.security.Change.changed;
import static dev.holdfast.impact.security.Change.created;
import static dev.holdfast.impact.security.Change.deleted;
import static dev.holdfast.impact.security.Change.told;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.impact.SecurityChange;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PoliciesTest {
    private static final String INLINE = "aws:iam/rolePolicy:RolePolicy";
    private static final String BUCKET = "aws:s3/bucketPolicy:BucketPolicy";
    private static final String GUARDRAIL = "aws:organizations/policy:Policy";

    @Test
    void tellsWhatIsAllowedInAddition() {
        assertThat(told(changed(
                        INLINE,
                        role(allow("s3:GetObject", "a")),
                        role(allow("s3:GetObject", "a"), allow("s3:PutObject", "a")))))
                .containsExactly("+ PERMISSION role r may s3:PutObject on a");
    }

    @Test
    void tellsWhatIsAllowedNoMore() {
        assertThat(told(changed(
                        INLINE,
                        role(allow("s3:GetObject", "a"), allow("s3:PutObject", "b")),
                        role(allow("s3:GetObject", "a")))))
                .containsExactly("- PERMISSION role r may no longer s3:PutObject on b");
    }

    @Test
    void theOrderOfStatementsAndTheirNamesMeanNothing() {
        var one = "{'Sid': 'One', 'Effect': 'Allow', 'Action': ['s3:GetObject', 's3:PutObject'], 'Resource': 'a'}";

        assertThat(changed(INLINE, role(one), role(allow("s3:PutObject", "a"), allow("s3:GetObject", "a"))))
                .isEmpty();
    }

    @Test
    void whatAPatternCoversIsNotLost() {
        assertThat(told(changed(INLINE, role(allow("s3:GetObject", "a/b")), role(allow("s3:*", "a/*")))))
                .containsExactly("+ PERMISSION role r may s3:* on a/*");
    }

    @Test
    void tellsActionsOnTheSameResourceTogether() {
        assertThat(told(created(INLINE, role(allow("s3:PutObject", "a"), allow("s3:GetObject", "a")))))
                .containsExactly("+ PERMISSION role r may s3:GetObject, s3:PutObject on a");
    }

    @Test
    void aDenialThatGoesLetsMoreHappen() {
        var deny = "{'Effect': 'Deny', 'Action': 'organizations:LeaveOrganization', 'Resource': '*'}";

        assertThat(told(changed(GUARDRAIL, content(deny), content(allow("*", "*")))))
                .contains(
                        "+ PERMISSION whoever is under policy it is no longer denied organizations:LeaveOrganization on"
                                + " everything");
    }

    @Test
    void aDenialThatComesLetsLessHappen() {
        var deny = "{'Effect': 'Deny', 'NotAction': ['iam:*', 'sts:*'], 'Resource': '*'}";

        assertThat(told(changed(GUARDRAIL, content(), content(deny))))
                .containsExactly(
                        "- PERMISSION whoever is under policy it is denied everything but iam:*, sts:* on everything");
    }

    @Test
    void aPolicyOfTheOrganizationIsAboutWhoeverIsUnderItThoughItSaysEverybody() {
        var deny = "{'Effect': 'Deny', 'Principal': '*', 'Action': 's3:*', 'Resource': '*'}";

        assertThat(told(changed(GUARDRAIL, content(), content(deny))))
                .containsExactly("- PERMISSION whoever is under policy it is denied s3:* on everything");
    }

    @Test
    void whatEverybodyMayDoIsExposure() {
        assertThat(told(created(
                        BUCKET,
                        bucket("{'Effect': 'Allow', 'Principal': '*', 'Action': 's3:GetObject', 'Resource': 'a'}"))))
                .containsExactly("+ EXPOSURE everybody may s3:GetObject on a, by the policy of bucket photos");
    }

    @Test
    void soIsWhatEveryAwsPrincipalMayDo() {
        assertThat(
                        created(
                                BUCKET,
                                bucket(
                                        "{'Effect': 'Allow', 'Principal': {'AWS': ['*']}, 'Action': 's3:GetObject', 'Resource': 'a'}")))
                .extracting(SecurityChange::kind)
                .containsExactly(SecurityChange.Kind.EXPOSURE);
    }

    @Test
    void whatEverybodyMayDoUnderAConditionIsNot() {
        assertThat(told(created(
                        BUCKET,
                        bucket(
                                "{'Effect': 'Allow', 'Principal': '*', 'Action': 's3:GetObject', 'Resource': 'a', 'Condition':"
                                        + " {'StringEquals': {'aws:PrincipalOrgID': 'o-1'}}}"))))
                .containsExactly(
                        "+ PERMISSION everybody may s3:GetObject on a if {\"StringEquals\":{\"aws:PrincipalOrgID\":\"o-1\"}},"
                                + " by the policy of bucket photos");
    }

    @Test
    void aConditionThatGoesLetsMoreHappen() {
        var held =
                "{'Effect': 'Allow', 'Action': 's3:GetObject', 'Resource': 'a', 'Condition': {'Bool': {'x': 'true'}}}";

        assertThat(told(changed(INLINE, role(held), role(allow("s3:GetObject", "a")))))
                .containsExactly("+ PERMISSION role r may s3:GetObject on a");
    }

    @Test
    void tellsWhoMayAssumeARole() {
        var trust = "{'assumeRolePolicy': {'Statement': [{'Effect': 'Allow', 'Principal': {'AWS': '%s'}, 'Action':"
                + " 'sts:AssumeRole'}]}}";

        assertThat(told(changed("aws:iam/role:Role", String.format(trust, "111"), String.format(trust, "222"))))
                .containsExactly(
                        "+ PERMISSION 222 may sts:AssumeRole, by the policy of role it",
                        "- PERMISSION 111 may no longer sts:AssumeRole, by the policy of role it");
    }

    @Test
    void readsPoliciesWithinARole() {
        assertThat(told(changed(
                        "aws:iam/role:Role",
                        "{}",
                        "{'inlinePolicies': [{'name': 'x', 'policy': {'Statement': " + allow("s3:GetObject", "a")
                                + "}}]}")))
                .containsExactly("+ PERMISSION role it may s3:GetObject on a");
    }

    @Test
    void tellsWhoMayCallAFunction() {
        assertThat(told(created(
                        "aws:lambda/permission:Permission",
                        "{'principal': 'secretsmanager.amazonaws.com', 'action': 'lambda:InvokeFunction', 'function': 'f',"
                                + " 'sourceAccount': '111'}")))
                .containsExactly("+ PERMISSION secretsmanager.amazonaws.com may lambda:InvokeFunction on f if"
                        + " {\"sourceAccount\":\"111\"}, by the policy of it");
    }

    @Test
    void aPolicyThatOnlyTheUpdateKnowsMayAllowAnything() {
        assertThat(told(changed(INLINE, role(allow("s3:GetObject", "a")), "{'role': 'r', 'policy': '[unknown]'}")))
                .containsExactly(
                        "+ PERMISSION what the policy of role r says changes, in a way that only the update knows");
    }

    @Test
    void aPolicyThatIsDeletedAllowsNothingMore() {
        assertThat(told(deleted(INLINE, role(allow("s3:GetObject", "a")))))
                .containsExactly("- PERMISSION role r may no longer s3:GetObject on a");
    }

    @Test
    void thePolicyOfAKeyIsAboutEncryption() {
        assertThat(created(
                        "aws:kms/key:Key",
                        "{'enableKeyRotation': true, 'policy': {'Statement': " + allow("kms:Decrypt", "*") + "}}"))
                .extracting(SecurityChange::kind)
                .containsExactly(SecurityChange.Kind.ENCRYPTION);
    }

    @Test
    void anEndpointWithoutAPolicyLetsEverythingThrough() {
        assertThat(told(changed(
                        "aws:ec2/vpcEndpoint:VpcEndpoint",
                        "{'policy': {'Statement': {'Effect': 'Allow', 'Principal': '*', 'Action': 's3:*', 'Resource': 'a'}}}",
                        "{}")))
                .containsExactly(
                        "+ NETWORK everybody may everything on everything, by the policy of it (what goes through it)");
    }

    @ParameterizedTest
    @CsvSource({
        "aws:iam/policy:Policy, policy",
        "aws:ecr/repositoryPolicy:RepositoryPolicy, policy",
        "aws:secretsmanager/secretPolicy:SecretPolicy, policy",
        "aws:sqs/queuePolicy:QueuePolicy, policy",
        "aws:sns/topicPolicy:TopicPolicy, policy",
        "aws:backup/vaultPolicy:VaultPolicy, policy",
        "aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy, inlinePolicy",
        "aws:cloudwatch/logResourcePolicy:LogResourcePolicy, policyDocument"
    })
    void readsThePoliciesOfEachKindOfResource(String type, String property) {
        assertThat(created(type, "{'" + property + "': {'Statement': " + allow("x:Do", "a") + "}}"))
                .hasSize(1);
    }

    @Test
    void readsADocumentThatIsAText() {
        var document =
                "{\\'Statement\\': {\\'Effect\\': \\'Allow\\', \\'Action\\': \\'x:Do\\', \\'Resource\\': \\'a\\'}}";

        assertThat(told(created(INLINE, "{'role': 'r', 'policy': '" + document + "'}")))
                .containsExactly("+ PERMISSION role r may x:Do on a");
    }

    private static String allow(String action, String resource) {
        return "{'Effect': 'Allow', 'Action': '" + action + "', 'Resource': '" + resource + "'}";
    }

    private static String role(String... statements) {
        return "{'role': 'r', 'policy': {'Statement': " + List.of(statements) + "}}";
    }

    private static String bucket(String... statements) {
        return "{'bucket': 'photos', 'policy': {'Statement': " + List.of(statements) + "}}";
    }

    private static String content(String... statements) {
        return "{'content': {'Statement': " + List.of(statements) + "}}";
    }
}
