package dev.holdfast.organization;

import static dev.holdfast.organization.Fixtures.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import dev.holdfast.testkit.Cloud;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemberAccountsTest {
    private static final EmailTemplate EMAIL = new EmailTemplate("aws+{account}@example.com");

    @ParameterizedTest
    @CsvSource({
        "dev, NON_PRODUCTION",
        "stage, NON_PRODUCTION",
        "prod, PRODUCTION",
        "log-archive, SECURITY",
        "security, SECURITY",
        "shared, INFRASTRUCTURE",
        "backup, INFRASTRUCTURE"
    })
    void putsTheAccountIntoItsUnit(String account, String unit) {
        assertThat(accounts().named(ACCOUNT, "accounts-" + account).inputs())
                .containsEntry("name", account)
                .containsEntry("parentId", "ou-" + unit);
    }

    @Test
    void createsSevenAccounts() {
        assertThat(accounts().all(ACCOUNT)).hasSize(7);
    }

    @Test
    void putsNoAccountIntoTheSuspendedUnit() {
        assertThat(accounts().all(ACCOUNT)).noneMatch(one -> one.inputs().containsValue("ou-SUSPENDED"));
    }

    @Test
    void addressesEveryAccountByTheTemplate() {
        assertThat(accounts().named(ACCOUNT, "accounts-log-archive").inputs())
                .containsEntry("email", "aws+log-archive@example.com");
    }

    @Test
    void givesEveryAccountAnAddressOfItsOwnWhateverTheCase() {
        assertThat(accounts().all(ACCOUNT))
                .extracting(one -> one.inputs().get("email").toString().toLowerCase(Locale.ROOT))
                .doesNotHaveDuplicates();
    }

    @Test
    void protectsEveryAccount() {
        assertThat(accounts().all(ACCOUNT)).allMatch(Cloud.Seen::isProtected);
    }

    @Test
    void keepsEveryAccountWhenItsStackGoes() {
        assertThat(accounts().all(ACCOUNT)).allMatch(one -> one.options().isRetainOnDelete());
    }

    @Test
    void closesNoAccount() {
        assertThat(accounts().all(ACCOUNT))
                .allSatisfy(one -> assertThat(one.inputs()).containsEntry("closeOnDeletion", false));
    }

    /** name, email, role_name and iam_user_access_to_billing force a new account in the provider's schema. */
    @ParameterizedTest
    @CsvSource({"name", "email", "roleName", "iamUserAccessToBilling"})
    void replacesNoAccountForAChangeOf(String property) {
        assertThat(accounts().all(ACCOUNT)).allSatisfy(one -> {
            assertThat(one.inputs()).containsKey(property);
            assertThat(one.options().getIgnoreChanges()).contains(property);
        });
    }

    @Test
    void movesAnAccountWhoseUnitChanges() {
        assertThat(accounts().all(ACCOUNT))
                .allSatisfy(one -> assertThat(one.options().getIgnoreChanges()).doesNotContain("parentId"));
    }

    @Test
    void ignoresNoOtherChange() {
        assertThat(accounts().all(ACCOUNT))
                .allSatisfy(one -> assertThat(one.options().getIgnoreChanges()).hasSize(4));
    }

    @Test
    void asksForNoReplacementByItself() {
        assertThat(accounts().all(ACCOUNT)).allSatisfy(one -> {
            assertThat(one.options().getReplaceOnChanges()).isEmpty();
            assertThat(one.options().getReplaceWith()).isEmpty();
            assertThat(one.options().getReplacementTrigger()).isEmpty();
            assertThat(((CustomResourceOptions) one.options()).getDeleteBeforeReplace())
                    .isFalse();
        });
    }

    @Test
    void createsOneAccountAfterTheOther() {
        var cloud = accounts();
        var order = MemberAccount.names();
        assertThat(cloud.named(ACCOUNT, "accounts-" + order.get(0)).dependsOn()).isEmpty();
        for (int next = 1; next < order.size(); next++) {
            assertThat(cloud.named(ACCOUNT, "accounts-" + order.get(next)).dependsOn())
                    .containsExactly(ACCOUNT + "::accounts-" + order.get(next - 1));
        }
    }

    @Test
    void createsTheAdministratorsRoleInEveryAccount() {
        assertThat(accounts().all(ACCOUNT))
                .allSatisfy(one -> assertThat(one.inputs()).containsEntry("roleName", "OrganizationAccountAccessRole"));
    }

    @Test
    void letsEveryAccountSeeItsBills() {
        assertThat(accounts().all(ACCOUNT))
                .allSatisfy(one -> assertThat(one.inputs()).containsEntry("iamUserAccessToBilling", "ALLOW"));
    }

    @Test
    void belongsToItsComponent() {
        assertThat(accounts().all(ACCOUNT))
                .allSatisfy(one -> assertThat(one.parent()).contains("holdfast:organization:MemberAccounts::accounts"));
    }

    @Test
    void takesUpAnAccountThatAwsHasInsteadOfMakingItAgain() {
        var cloud = accounts(MemberAccount.ALL, Map.of("dev", "123456789012"), false);
        assertThat(importId(cloud, "dev")).contains("123456789012");
        assertThat(importId(cloud, "prod")).isEmpty();
    }

    @Test
    void leavesAnAccountWhereItIsWhileItsOrganizationIsTakenOver() {
        var cloud = accounts(MemberAccount.ALL, Map.of("dev", "123456789012"), true);
        assertThat(cloud.named(ACCOUNT, "accounts-dev").options().getIgnoreChanges())
                .contains("parentId");
        assertThat(cloud.named(ACCOUNT, "accounts-prod").options().getIgnoreChanges())
                .doesNotContain("parentId");
    }

    @Test
    void letsTheEngineCloseOnlyWhatWaitsForItsClosure() {
        var cloud = accounts(
                List.of(new MemberAccount("old", Unit.SUSPENDED), new MemberAccount("dev", Unit.NON_PRODUCTION)),
                Map.of(),
                false);
        var old = cloud.named(ACCOUNT, "accounts-old");
        assertThat(old.inputs()).containsEntry("closeOnDeletion", true);
        assertThat(old.options().isProtect()).isFalse();
        assertThat(old.options().isRetainOnDelete()).isFalse();
        var dev = cloud.named(ACCOUNT, "accounts-dev");
        assertThat(dev.inputs()).containsEntry("closeOnDeletion", false);
        assertThat(dev.isProtected()).isTrue();
        assertThat(dev.options().isRetainOnDelete()).isTrue();
    }

    @Test
    void noLongerDeclaresAClosedAccount() {
        var closed =
                new MemberAccount("old", Unit.SUSPENDED, Optional.empty(), Optional.empty(), true, Optional.empty());
        assertThat(accounts(List.of(closed), Map.of("old", "123456789012"), false)
                        .all(ACCOUNT))
                .isEmpty();
    }

    @Test
    void refusesTwoAccountsWhoseAddressesDifferByCaseOnly() {
        var accounts = List.of(new MemberAccount("prod", Unit.PRODUCTION), new MemberAccount("Prod", Unit.PRODUCTION));
        assertThatThrownBy(() -> new MemberAccounts.Args(accounts, EMAIL, unitIds(), Map.of(), false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'prod' and 'Prod' have the same e-mail address");
    }

    @Test
    void refusesAnAccountWhoseUnitHasNoId() {
        var accounts = List.of(new MemberAccount("prod", Unit.PRODUCTION));
        assertThatThrownBy(() -> new MemberAccounts.Args(accounts, EMAIL, Map.of(), Map.of(), false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'prod' lies in the unit 'Workloads/Production'");
    }

    private static Cloud accounts() {
        return accounts(MemberAccount.ALL, Map.of(), false);
    }

    private static Cloud accounts(List<MemberAccount> members, Map<String, String> existing, boolean takenOver) {
        var args = new MemberAccounts.Args(members, EMAIL, unitIds(), existing, takenOver);
        return Fixtures.cloud().run(ctx -> new MemberAccounts("accounts", args, ComponentResourceOptions.Empty));
    }

    private static Optional<String> importId(Cloud cloud, String account) {
        var options = cloud.named(ACCOUNT, "accounts-" + account).options();
        return ((CustomResourceOptions) options).getImportId();
    }

    private static Map<Unit, Output<String>> unitIds() {
        return Arrays.stream(Unit.values())
                .collect(Collectors.toMap(Function.identity(), unit -> Output.of("ou-" + unit.name())));
    }
}
