package dev.holdfast.organization.people;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.resources.ComponentResourceOptions;
import dev.holdfast.organization.Unit;
import dev.holdfast.testkit.Cloud;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdentityCenterTest {
    private static final String SET = "aws:ssoadmin/permissionSet:PermissionSet";
    private static final String ASSIGNMENT = "aws:ssoadmin/accountAssignment:AccountAssignment";
    private static final String ATTACHMENT = "aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment";
    private static final String INLINE = "aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy";
    private static final String GROUP = "aws:identitystore/group:Group";

    private static final List<Place> PLACES = List.of(
            Place.management("999999999999"),
            new Place("log-archive", "100000000001", Optional.of(Unit.SECURITY)),
            new Place("shared", "100000000002", Optional.of(Unit.INFRASTRUCTURE)),
            new Place("dev", "100000000003", Optional.of(Unit.NON_PRODUCTION)),
            new Place("prod", "100000000004", Optional.of(Unit.PRODUCTION)),
            new Place("old", "100000000005", Optional.of(Unit.SUSPENDED)));

    private static Cloud declared(Map<String, String> groups) {
        var args = new IdentityCenter.Args(
                new IdentityCenter.Instance("arn:aws:sso:::instance/ssoins-1", "d-1"), groups, PLACES);
        return new Cloud()
                .computes(GROUP, inputs -> Map.of("groupId", "id-of-" + inputs.get("displayName")))
                .run(ctx -> new IdentityCenter("people", args, ComponentResourceOptions.Empty));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            administrators | administrator | management, log-archive, shared, dev, prod
            developers     | developer     | dev
            developers     | read-only     | shared, prod
            auditors       | read-only     | management, log-archive, shared, dev, prod
            billing        | billing       | management
            break-glass    | break-glass   | management, log-archive, shared, dev, prod
            """)
    void givesAGroupAPermissionSetInTheseAccountsAndNoOther(String group, String set, String accounts) {
        var prefix = "people-" + set + "-" + group + "-";

        assertThat(declared(Map.of()).all(ASSIGNMENT))
                .filteredOn(one -> one.name().startsWith(prefix))
                .allSatisfy(one -> assertThat(one.inputs()).containsEntry("principalId", "id-of-" + group))
                .extracting(one -> one.name().substring(prefix.length()))
                .containsExactlyInAnyOrder(accounts.split(", "));
    }

    @Test
    void givesNothingElse() {
        assertThat(declared(Map.of()).all(ASSIGNMENT)).hasSize(5 + 1 + 2 + 5 + 1 + 5);
    }

    @Test
    void letsNobodyIntoAnAccountThatWaitsForItsClosure() {
        assertThat(declared(Map.of()).all(ASSIGNMENT))
                .noneMatch(one -> one.inputs().containsValue("100000000005"));
    }

    @Test
    void makesTheFivePermissionSets() {
        assertThat(declared(Map.of()).all(SET))
                .extracting(one -> one.inputs().get("name") + " " + one.inputs().get("sessionDuration"))
                .containsExactlyInAnyOrder(
                        "administrator PT4H", "developer PT8H", "read-only PT8H", "billing PT4H", "break-glass PT1H");
    }

    /** A policy that came after an assignment would be sent to all accounts again. */
    @Test
    void assignsASetWhenItHasItsPoliciesAndToOneAccountAfterTheOther() {
        var cloud = declared(Map.of());

        assertThat(cloud.named(ASSIGNMENT, "people-read-only-developers-shared").dependsOn())
                .containsExactlyInAnyOrder(
                        ATTACHMENT + "::people-read-only-ReadOnlyAccess", INLINE + "::people-read-only");
        assertThat(cloud.named(ASSIGNMENT, "people-read-only-developers-prod").dependsOn())
                .containsExactly(ASSIGNMENT + "::people-read-only-developers-shared");
        assertThat(cloud.all(ASSIGNMENT))
                .allSatisfy(one -> assertThat(one.dependsOn()).isNotEmpty());
    }

    @Test
    void makesEveryGroupOnce() {
        assertThat(declared(Map.of()).all(GROUP))
                .extracting(one -> one.inputs().get("displayName"))
                .containsExactlyInAnyOrder("administrators", "developers", "auditors", "billing", "break-glass");
    }

    @Test
    void makesNoGroupThatAnIdentityProviderSends() {
        var cloud = declared(
                Map.of("administrators", "1", "developers", "2", "auditors", "3", "billing", "4", "break-glass", "5"));

        assertThat(cloud.all(GROUP)).isEmpty();
        assertThat(cloud.named(ASSIGNMENT, "people-developer-developers-dev").inputs())
                .containsEntry("principalId", "2");
    }
}
