package dev.holdfast.impact.security;

import static dev.holdfast.impact.security.Change.changed;
import static dev.holdfast.impact.security.Change.created;
import static dev.holdfast.impact.security.Change.deleted;
import static dev.holdfast.impact.security.Change.told;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttachmentsTest {
    private static final String ROLE = "aws:iam/role:Role";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "aws:iam/rolePolicyAttachment:RolePolicyAttachment | {'role': 'r', 'policyArn': 'p'} | role r may do what p allows",
                "aws:iam/userPolicyAttachment:UserPolicyAttachment | {'user': 'u', 'policyArn': 'p'} | user u may do what p allows",
                "aws:iam/groupPolicyAttachment:GroupPolicyAttachment | {'group': 'g', 'policyArn': 'p'} | group g may do what p allows",
                "aws:iam/user:User | {} | IAM user it is new",
                "aws:iam/accessKey:AccessKey | {'user': 'u'} | an access key that lasts, of user u, is new",
                "aws:iam/openIdConnectProvider:OpenIdConnectProvider | {'url': 'https://example.com'} | trust in the tokens of https://example.com is new",
                "aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment | {'permissionSetArn': 's', 'managedPolicyArn': 'p'} | permission set s may do what p allows",
                "aws:ssoadmin/accountAssignment:AccountAssignment | {'principalId': 'g', 'targetId': '1', 'permissionSetArn': 's'} | g may work in account 1 as s",
                "aws:organizations/delegatedAdministrator:DelegatedAdministrator | {'accountId': '1', 'servicePrincipal': 'sso.amazonaws.com'} | account 1 may administer sso.amazonaws.com for the organization"
            })
    void findsWhoGetsMore(String type, String inputs, String told) {
        assertThat(told(created(type, inputs))).containsExactly("+ PERMISSION " + told);
    }

    @Test
    void findsWhoLosesAPolicy() {
        assertThat(told(deleted(
                        "aws:iam/rolePolicyAttachment:RolePolicyAttachment", "{'role': 'r', 'policyArn': 'p'}")))
                .containsExactly("- PERMISSION role r may no longer do what p allows");
    }

    @Test
    void aGuardrailThatIsDetachedLetsMoreHappen() {
        assertThat(told(deleted(
                        "aws:organizations/policyAttachment:PolicyAttachment",
                        "{'targetId': 'ou-1', 'policyId': 'p-1'}")))
                .containsExactly("+ PERMISSION ou-1 no longer has to obey p-1");
    }

    @Test
    void aRoleWithoutItsBoundaryMayDoMore() {
        assertThat(told(changed(ROLE, "{'permissionsBoundary': 'p'}", "{}")))
                .containsExactly("+ PERMISSION role it is no longer held by p");
    }

    @Test
    void theBoundaryOfANewRoleIsNoNews() {
        assertThat(created(ROLE, "{'permissionsBoundary': 'p'}")).isEmpty();
    }

    @Test
    void findsManagedPoliciesOfARole() {
        assertThat(told(changed(ROLE, "{'managedPolicyArns': ['a', 'b']}", "{'managedPolicyArns': ['c', 'a']}")))
                .containsExactly(
                        "+ PERMISSION role it may do what c allows",
                        "- PERMISSION role it may no longer do what b allows");
    }
}
