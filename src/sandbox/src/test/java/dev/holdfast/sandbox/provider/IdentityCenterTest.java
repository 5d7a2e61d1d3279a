package dev.holdfast.sandbox.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.sandbox.cloud.Organizations;
import dev.holdfast.sandbox.provider.SandboxCloud.Created;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** IAM Identity Center, root access and contacts: what needs a person, and what needs the organization's leave. */
class IdentityCenterTest {
    private static final String ORGANIZATION = "aws:organizations/organization:Organization";
    private static final String SET = "aws:ssoadmin/permissionSet:PermissionSet";
    private static final String ASSIGNMENT = "aws:ssoadmin/accountAssignment:AccountAssignment";
    private static final String GROUP = "aws:identitystore/group:Group";
    private static final String GET_INSTANCES = "aws:ssoadmin/getInstances:getInstances";
    private static final String GET_GROUP = "aws:identitystore/getGroup:getGroup";
    private static final String ROOT_ACCESS = "aws:iam/organizationsFeatures:OrganizationsFeatures";
    private static final String CONTACT = "aws:account/alternativeContact:AlternativeContact";

    @TempDir
    private Path directory;

    private SandboxCloud cloud;

    @BeforeEach
    void createCloud() {
        cloud = new SandboxCloud(directory);
    }

    private void organization(String... services) {
        cloud.create(ORGANIZATION, Map.of("awsServiceAccessPrincipals", List.of(services)));
    }

    private String account() {
        return cloud.create("aws:organizations/account:Account", Map.of("name", "dev", "email", "dev@example.com"))
                .id();
    }

    private String enabled() {
        organization("sso.amazonaws.com");
        return cloud.identityCenter.enable(SandboxCloud.REGION);
    }

    private String store() {
        return ((List<?>) cloud.invoke(GET_INSTANCES, Map.of()).get("identityStoreIds"))
                .get(0)
                .toString();
    }

    private Created group(String name) {
        return cloud.create(GROUP, Map.of("identityStoreId", store(), "displayName", name));
    }

    private Map<String, Object> assignment(String instance, Object group, String account) {
        var set = cloud.create(SET, Map.of("instanceArn", instance, "name", "administrator"));
        return new HashMap<>(Map.of(
                "instanceArn",
                instance,
                "permissionSetArn",
                set.outputs().get("arn"),
                "principalType",
                "GROUP",
                "principalId",
                group,
                "targetType",
                "AWS_ACCOUNT",
                "targetId",
                account));
    }

    @Test
    void isOffUntilAPersonEnablesIt() {
        assertThat(cloud.invoke(GET_INSTANCES, Map.of())).containsEntry("arns", List.of());

        var arn = enabled();

        assertThat(cloud.invoke(GET_INSTANCES, Map.of())).containsEntry("arns", List.of(arn));
    }

    @Test
    void isEnabledOnceHoweverOftenAPersonAsks() {
        assertThat(enabled()).isEqualTo(cloud.identityCenter.enable(SandboxCloud.REGION));
    }

    @Test
    void isInOneRegionOnly() {
        enabled();

        assertThatThrownBy(() -> cloud.identityCenter.enable("us-east-1"))
                .hasMessageContaining("enabled in " + SandboxCloud.REGION);
        cloud.configure(Map.of("region", "us-east-1"));
        assertThat(cloud.invoke(GET_INSTANCES, Map.of())).containsEntry("arns", List.of());
    }

    @Test
    void cannotBeEnabledWithoutAnOrganizationThatGivesItAccess() {
        assertThatThrownBy(() -> cloud.identityCenter.enable(SandboxCloud.REGION))
                .hasMessageContaining("not a member of an organization");
        organization("iam.amazonaws.com");
        assertThatThrownBy(() -> cloud.identityCenter.enable(SandboxCloud.REGION))
                .hasMessageContaining("access to the organization is switched off");
    }

    @Test
    void refusesAPermissionSetOfAnInstanceThatIsNotEnabled() {
        assertThatThrownBy(() ->
                        cloud.create(SET, Map.of("instanceArn", "arn:aws:sso:::instance/ssoins-1", "name", "billing")))
                .hasMessageContaining("ResourceNotFoundException")
                .hasMessageContaining("ssoins-1 not found");
    }

    @Test
    void replacesAPermissionSetForAnotherNameOnly() {
        var arn = enabled();
        var before = Map.<String, Object>of("instanceArn", arn, "name", "billing", "sessionDuration", "PT1H");

        assertThat(cloud.diff(SET, before, Map.of("instanceArn", arn, "name", "money", "sessionDuration", "PT1H"))
                        .getReplacesList())
                .containsExactly("name");
        assertThat(cloud.diff(SET, before, Map.of("instanceArn", arn, "name", "billing", "sessionDuration", "PT2H"))
                        .getReplacesList())
                .isEmpty();
    }

    @Test
    void findsAGroupByItsName() {
        enabled();
        var group = group("administrators");

        assertThat(cloud.invoke(GET_GROUP, named("administrators")))
                .containsEntry("groupId", group.outputs().get("groupId"));
        assertThatThrownBy(() -> cloud.invoke(GET_GROUP, named("nobody")))
                .hasMessageContaining("ResourceNotFoundException")
                .hasMessageContaining("nobody");
    }

    @Test
    void assignsGroupsThatExistInAccountsThatExist() {
        var arn = enabled();
        var group = group("administrators").outputs().get("groupId");
        var assignment = assignment(arn, group, account());

        assertThat(cloud.create(ASSIGNMENT, assignment).id()).contains(group.toString());
        assignment.put("targetId", Organizations.MANAGEMENT_ACCOUNT);
        assertThat(cloud.create(ASSIGNMENT, assignment).id()).contains(Organizations.MANAGEMENT_ACCOUNT);
        assignment.put("targetId", "123456789012");
        assertThatThrownBy(() -> cloud.create(ASSIGNMENT, assignment)).hasMessageContaining("123456789012");
        assignment.put("principalId", "nobody");
        assertThatThrownBy(() -> cloud.create(ASSIGNMENT, assignment)).hasMessageContaining("Principal nobody");
    }

    @Test
    void managesRootUsersOnlyWithAccessToTheOrganization() {
        var features = Map.<String, Object>of("enabledFeatures", List.of("RootSessions"));
        organization("sso.amazonaws.com");

        assertThatThrownBy(() -> cloud.create(ROOT_ACCESS, features)).hasMessageContaining("ServiceAccessNotEnabled");
    }

    @Test
    void managesRootUsersWhereIamHasAccess() {
        organization("iam.amazonaws.com");

        assertThat(cloud.create(ROOT_ACCESS, Map.of("enabledFeatures", List.of("RootSessions")))
                        .id())
                .isNotEmpty();
    }

    @Test
    void writesContactsOfMembersOnlyWithAccessToTheOrganization() {
        organization("iam.amazonaws.com");
        var account = account();

        assertThatThrownBy(() -> cloud.create(CONTACT, contact(account)))
                .hasMessageContaining("must first enable trusted access with AWS Account Management");
    }

    @Test
    void writesContactsOfMembersAndOfTheManagementAccountUnnamed() {
        organization("account.amazonaws.com");
        var own = contact("");
        own.remove("accountId");

        assertThat(cloud.create(CONTACT, contact(account())).id()).endsWith("/SECURITY");
        assertThat(cloud.create(CONTACT, own).id()).endsWith("SECURITY");
        assertThatThrownBy(() -> cloud.create(CONTACT, contact(Organizations.MANAGEMENT_ACCOUNT)))
                .hasMessageContaining("the management account is not to be named");
    }

    @Test
    void takesOverTheDefaultSecurityGroupOfAVpcThatTheAccountHas() {
        var type = "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup";
        var vpcs = cloud.invoke(
                "aws:ec2/getVpcs:getVpcs",
                Map.of("filters", List.of(Map.of("name", "is-default", "values", List.of("true")))));
        var vpc = ((List<?>) vpcs.get("ids")).get(0);

        assertThat(cloud.create(type, Map.of("vpcId", vpc)).outputs()).containsEntry("ingress", List.of());
        assertThatThrownBy(() -> cloud.create(type, Map.of("vpcId", "vpc-1")))
                .hasMessageContaining("InvalidVpcID.NotFound");
    }

    private Map<String, Object> named(String group) {
        return Map.of(
                "identityStoreId",
                store(),
                "alternateIdentifier",
                Map.of("uniqueAttribute", Map.of("attributePath", "DisplayName", "attributeValue", group)));
    }

    private static Map<String, Object> contact(String account) {
        return new HashMap<>(Map.of(
                "accountId", account,
                "alternateContactType", "SECURITY",
                "emailAddress", "security@example.com",
                "name", "Ada",
                "phoneNumber", "+49 30 1",
                "title", "CISO"));
    }
}
