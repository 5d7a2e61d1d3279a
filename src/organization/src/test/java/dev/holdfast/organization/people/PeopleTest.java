package dev.holdfast.organization.people;

import static dev.holdfast.organization.Fixtures.declared;
import static dev.holdfast.organization.Fixtures.declaredAgain;
import static dev.holdfast.organization.Fixtures.existing;
import static dev.holdfast.organization.Fixtures.id;
import static dev.holdfast.organization.Fixtures.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.organization.Fixtures;
import dev.holdfast.organization.MemberAccount;
import dev.holdfast.testkit.Cloud;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** What the program does for people, and what it tells a person to do. */
class PeopleTest {
    private static final String CONTACT = "aws:account/alternativeContact:AlternativeContact";
    private static final String ROOT_ACCESS = "aws:iam/organizationsFeatures:OrganizationsFeatures";
    private static final String ROLE = "aws:iam/role:Role";
    private static final String GET_GROUP = "aws:identitystore/getGroup:getGroup";

    private static final Map<String, String> CONTACTS = Map.of("holdfast-organization:contacts", """
            {"security": {"name": "Ada", "title": "CISO", "email": "security@example.com", "phone": "+49 30 1"},
             "billing": {"name": "Bob", "title": "CFO", "email": "billing@example.com", "phone": "+49 30 2"},
             "operations": {"name": "Cy", "title": "CTO", "email": "operations@example.com", "phone": "+49 30 3"}}
            """);

    private static List<Object> told(Cloud cloud, String output) {
        return List.copyOf((List<?>) cloud.exported(output));
    }

    private static Cloud enabled(Map<String, String> more) {
        return existing(settings(more))
                .answers(
                        Fixtures.GET_INSTANCES,
                        arguments -> Map.of(
                                "id", "eu-central-1",
                                "arns", List.of("arn:aws:sso:::instance/ssoins-1"),
                                "identityStoreIds", List.of("d-1")))
                .computes("aws:identitystore/group:Group", inputs -> Map.of("groupId", "g"));
    }

    @Test
    void managesRootUsersCentrallyBeforeTheFirstAccountExists() {
        var cloud = declared(settings());

        assertThat(cloud.only(ROOT_ACCESS).inputs())
                .containsEntry("enabledFeatures", List.of("RootCredentialsManagement", "RootSessions"));
    }

    @Test
    void leavesRootUsersAndContactsOfAnOrganizationThatIsTakenOver() {
        var settings = settings(Map.of(
                "holdfast-organization:organizationId",
                "o-a1b2c3d4e5",
                "holdfast-organization:contacts",
                CONTACTS.get("holdfast-organization:contacts")));
        var cloud = declaredAgain(settings);

        assertThat(cloud.all(ROOT_ACCESS)).isEmpty();
        assertThat(cloud.all(CONTACT)).isEmpty();
        assertThat(told(cloud, "byHand"))
                .anyMatch(line -> line.toString().contains("remove holdfast-organization:organizationId"));
    }

    @Test
    void writesTheThreeContactsOfEveryAccountFromTheManagementAccount() {
        var cloud = declaredAgain(settings(CONTACTS));

        assertThat(cloud.all(CONTACT)).hasSize(3 * (1 + MemberAccount.ALL.size()));
        assertThat(cloud.all(CONTACT)).allMatch(one -> one.provider().contains("::management::"));
        assertThat(cloud.named(CONTACT, "prod-contacts-security").inputs())
                .containsEntry("accountId", id("prod"))
                .containsEntry("alternateContactType", "SECURITY")
                .containsEntry("emailAddress", "security@example.com")
                .containsEntry("phoneNumber", "+49 30 1")
                .containsEntry("name", "Ada")
                .containsEntry("title", "CISO");
    }

    /** AWS refuses the management account's own id there. */
    @Test
    void doesNotNameTheManagementAccountInItsContacts() {
        assertThat(declaredAgain(settings(CONTACTS))
                        .named(CONTACT, "management-contacts-billing")
                        .inputs())
                .doesNotContainKey("accountId");
    }

    @Test
    void saysHowToSetContactsWhereNoneAreSet() {
        var cloud = declaredAgain(settings());

        assertThat(cloud.all(CONTACT)).isEmpty();
        assertThat(told(cloud, "byHand"))
                .anyMatch(line -> line.toString().startsWith("set holdfast-organization:contacts"));
    }

    @Test
    void saysWhereToEnableIdentityCenterAndMakesNothingOfItBefore() {
        var cloud = declaredAgain(settings());

        assertThat(cloud.all())
                .noneMatch(one ->
                        one.type().startsWith("aws:ssoadmin") || one.type().startsWith("aws:identitystore"));
        assertThat(told(cloud, "byHand"))
                .anySatisfy(line -> assertThat(line.toString())
                        .startsWith("enable IAM Identity Center")
                        .contains("in eu-central-1"));
    }

    @Test
    void asksForIdentityCenterInTheManagementAccountOnlyOnceThereIsAnOrganization() {
        assertThat(declared(settings()).calls()).noneMatch(call -> call.token().equals(Fixtures.GET_INSTANCES));
        assertThat(declaredAgain(settings()).calls())
                .filteredOn(call -> call.token().equals(Fixtures.GET_INSTANCES))
                .hasSize(1)
                .allMatch(call -> call.provider().contains("::management::"));
    }

    @Test
    void usesIdentityCenterOnceAPersonEnabledIt() {
        var settings = settings();
        var cloud = enabled(Map.of()).run(ctx -> Fixtures.program(ctx, settings));

        assertThat(cloud.all("aws:ssoadmin/permissionSet:PermissionSet"))
                .hasSize(5)
                .allMatch(one -> one.provider().contains("::management::"));
        assertThat(told(cloud, "byHand")).noneMatch(line -> line.toString().contains("enable IAM Identity Center"));
        assertThat(cloud.exported("awsConfig").toString())
                .contains("[sso-session holdfast]", "[profile prod-read-only]");
    }

    @Test
    void looksUpTheGroupsThatAnIdentityProviderSends() {
        var settings = settings(Map.of("holdfast-organization:identityStore", "external"));
        var cloud = enabled(Map.of())
                .answers(
                        GET_GROUP,
                        arguments -> Map.of(
                                "id", "x",
                                "groupId", "from-outside",
                                "identityStoreId", "d-1",
                                "displayName", "x",
                                "description", "",
                                "externalIds", List.of()))
                .run(ctx -> Fixtures.program(ctx, settings));

        assertThat(cloud.all("aws:identitystore/group:Group")).isEmpty();
        assertThat(cloud.all("aws:ssoadmin/accountAssignment:AccountAssignment"))
                .isNotEmpty()
                .allSatisfy(one -> assertThat(one.inputs()).containsEntry("principalId", "from-outside"));
    }

    @Test
    void namesEveryGroupThatTheIdentityProviderDidNotSend() {
        var settings = settings(Map.of("holdfast-organization:identityStore", "external"));
        var cloud = enabled(Map.of()).answers(GET_GROUP, arguments -> {
            throw new IllegalStateException("reading IdentityStore Group: couldn't find resource");
        });

        assertThatThrownBy(() -> cloud.run(ctx -> Fixtures.program(ctx, settings)))
                .hasMessageContaining("has no group administrators, developers, auditors, billing, break-glass");
    }

    @Test
    void makesBreakGlassInEveryAccountThroughItsOwnProvider() {
        var roles = declaredAgain(settings()).all(ROLE).stream()
                .filter(one -> "break-glass".equals(one.inputs().get("name")))
                .toList();

        assertThat(roles).hasSize(MemberAccount.ALL.size());
        assertThat(roles)
                .allSatisfy(one -> assertThat(one.inputs())
                        .containsEntry("path", "/holdfast/")
                        .containsEntry("maxSessionDuration", 3600.0));
        assertThat(roles)
                .extracting(one -> one.provider().replaceAll(".*::(.*)::.*", "$1"))
                .doesNotHaveDuplicates()
                .noneMatch("management"::equals);
    }

    @Test
    void tellsTheWaysIntoTheAccountsThatExist() {
        var cloud = declaredAgain(settings());

        assertThat(cloud.exported("awsConfig").toString()).contains("[profile log-archive]", id("prod"));
        assertThat(cloud.exported("switchRole"))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .hasSize(MemberAccount.ALL.size());
    }
}
