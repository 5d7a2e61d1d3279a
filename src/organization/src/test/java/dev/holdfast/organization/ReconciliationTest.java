package dev.holdfast.organization;

import static dev.holdfast.organization.Fixtures.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.conventions.InvalidConfiguration;
import dev.holdfast.organization.ExistingOrganization.Account;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReconciliationTest {
    private static final String ID = "o-a1b2c3d4e5";
    private static final String WEBSITE = "222222222222";

    @Test
    void expectsNothingBeforeThereIsAnOrganization() {
        var reconciled = new Reconciliation(settings(), Optional.empty(), PreviousUpdate.NONE);
        assertThat(reconciled.ids()).isEmpty();
        assertThat(reconciled.reached()).isEmpty();
    }

    @Test
    void reachesEveryAccountThatAwsHas() {
        assertThat(reconciled(settings(), ours()).reached())
                .extracting(MemberAccount::name)
                .containsExactlyElementsOf(MemberAccount.names());
    }

    @Test
    void reachesNoAccountThatDoesNotExistYet() {
        var accounts = ours();
        accounts.removeIf(account -> account.name().equals("prod"));
        var reconciled = reconciled(settings(), accounts);
        assertThat(reconciled.reached())
                .extracting(MemberAccount::name)
                .hasSize(6)
                .doesNotContain("prod");
        assertThat(reconciled.ids()).doesNotContainKey("prod");
    }

    /** AWS retires the field; to take silence for a no would delete what is in every account. */
    @Test
    void reachesAnAccountOfWhichAwsDoesNotSayTheStatus() {
        assertThat(reconciled(settings(), with("prod", "")).reached())
                .extracting(MemberAccount::name)
                .contains("prod");
    }

    @Test
    void waitsForAnAccountThatAwsHasNotFinished() {
        var steps = new Steps();
        var reconciled = reconciled(settings(), with("prod", "PENDING_ACTIVATION"));
        reconciled.tell(steps);
        assertThat(reconciled.reached()).extracting(MemberAccount::name).doesNotContain("prod");
        assertThat(steps.next()).singleElement().asString().contains("'prod' (" + Fixtures.id("prod"));
        assertThat(steps.byHand())
                .singleElement()
                .asString()
                .contains("AWS has not finished account 'prod'")
                .contains("then run `pulumi up` again");
    }

    @Test
    void tellsTheWaitForNewAccountsInOneLine() {
        var steps = new Steps();
        new Reconciliation(settings(), Optional.empty(), PreviousUpdate.NONE).tell(steps);
        assertThat(steps.next())
                .containsExactly("the baseline of 7 accounts, which this update creates: log-archive, security, shared,"
                        + " backup, dev, stage, prod");
    }

    @Test
    void tellsTheWaitForASingleNewAccount() {
        var steps = new Steps();
        reconciled(configured("analytics", Map.of("unit", "Workloads/NonProduction")), ours())
                .tell(steps);
        assertThat(steps.next()).containsExactly("the baseline of account analytics, which this update creates");
    }

    @Test
    void tellsNothingOnceAllIsThere() {
        var steps = new Steps();
        reconciled(settings(), ours()).tell(steps);
        assertThat(steps.next()).isEmpty();
        assertThat(steps.byHand()).isEmpty();
    }

    @Test
    void namesAnAccountThatTheConfigurationDoesNotAndTheLinesForIt() {
        assertRefused(settings(), with(new Account(WEBSITE, "Company Website", "web@example.com", "ACTIVE")))
                .contains("AWS has an account that the configuration does not name: 'Company Website' (" + WEBSITE
                        + ", web@example.com, ACTIVE)")
                .contains("    company-website:\n      id: \"" + WEBSITE + "\"\n      unit: Legacy\n")
                .contains("docs/runbooks/take-over-an-organization.md")
                .contains("docs/runbooks/retire-an-account.md");
    }

    @Test
    void givesTheLinesThatWereTakenOutAsTheyWere() {
        var previous = new PreviousUpdate(
                Optional.of(ID),
                Map.of("site", new PreviousUpdate.Account(WEBSITE, "Workloads/Production")),
                Set.of("site"));
        assertThatThrownBy(() -> new Reconciliation(
                        settings(),
                        organization(with(new Account(WEBSITE, "Website", "web@example.com", "ACTIVE"))),
                        previous))
                .hasMessageStartingWith("AWS has an account that the configuration does not name")
                .hasMessageContaining("    site:\n      id: \"" + WEBSITE + "\"\n      unit: Workloads/Production\n");
    }

    @Test
    void givesEveryUnnamedAccountALineOfItsOwn() {
        assertRefused(
                        settings(),
                        with(
                                new Account(WEBSITE, "Dev", "a@example.com", "ACTIVE"),
                                new Account("333333333333", "dev!", "b@example.com", "ACTIVE"),
                                new Account("444444444444", "42", "c@example.com", "ACTIVE")))
                .contains("AWS has 3 accounts that the configuration does not name")
                .contains("    dev-2:\n      id: \"" + WEBSITE)
                .contains("    dev-3:\n      id: \"333333333333")
                .contains("    account:\n      id: \"444444444444");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SUSPENDED", "PENDING_CLOSURE", "CLOSED"})
    void toleratesAClosedAccountThatTheConfigurationNoLongerNames(String status) {
        assertThatCode(() -> reconciled(settings(), with(new Account(WEBSITE, "old", "old@example.com", status))))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SUSPENDED", "PENDING_CLOSURE", "CLOSED"})
    void namesAConfiguredAccountThatIsClosed(String status) {
        assertThatThrownBy(() -> reconciled(settings(), with("prod", status), previous("Workloads/Production")))
                .hasMessageStartingWith("account 'prod'");
        assertRefused(settings(), with("prod", status))
                .contains("account 'prod' (" + Fixtures.id("prod") + ", aws+prod@example.com, " + status
                        + ") is closed, but configured as 'prod'")
                .contains("AWS Support")
                .contains("docs/runbooks/retire-an-account.md");
    }

    @Test
    void asksWhichOfTwoAccountsOfOneNameIsMeant() {
        assertRefused(settings(), with(new Account(WEBSITE, "prod", "other@example.com", "ACTIVE")))
                .contains("AWS has several accounts that 'prod' could be")
                .contains(Fixtures.id("prod"))
                .contains(WEBSITE)
                .contains("set holdfast-organization:accounts.prod.id");
    }

    @Test
    void takesTheAccountOfTheConfiguredId() {
        var accounts = with(new Account(WEBSITE, "Production", "web@example.com", "ACTIVE"));
        accounts.removeIf(account -> account.name().equals("prod"));
        assertThat(reconciled(configured("prod", Map.of("id", WEBSITE)), accounts)
                        .ids())
                .containsEntry("prod", WEBSITE);
    }

    @Test
    void knowsAnAccountAgainThatWasRenamed() {
        var accounts = ours();
        accounts.replaceAll(account -> account.name().equals("prod")
                ? new Account(account.id(), "Production", account.email(), account.status())
                : account);
        assertThat(reconciled(settings(), accounts, previous("Workloads/Production"))
                        .ids())
                .containsEntry("prod", Fixtures.id("prod"));
    }

    @Test
    void asksForAnInvitationOfAConfiguredIdThatTheOrganizationDoesNotHold() {
        assertRefused(configured("old", Map.of("id", WEBSITE, "unit", "Legacy")), ours())
                .contains("account 'old' (" + WEBSITE
                        + ") is configured with an id, but the organization does not hold it: invite it")
                .contains("docs/runbooks/bring-in-an-old-account.md");
    }

    @Test
    void refusesAnAddressThatAnotherAccountOfTheOrganizationHas() {
        var settings = configured("analytics", Map.of("unit", "Security", "email", "WEB@example.com"));
        assertRefused(settings, with(new Account(WEBSITE, "old", "web@example.com", "SUSPENDED")))
                .contains("account 'analytics' would have the address WEB@example.com, which account 'old' (" + WEBSITE)
                .contains("set holdfast-organization:accounts.analytics.email to another one")
                .doesNotContain("if it is the one");
    }

    @Test
    void refusesTheAddressOfTheManagementAccount() {
        assertRefused(configured("analytics", Map.of("unit", "Security", "email", "root@example.com")), ours())
                .contains("root@example.com, which the management account (" + Fixtures.MANAGEMENT_ID + ") has");
    }

    @Test
    void doesNotTakeAnAccountForTheConfiguredOneWhoseAddressIsAnother() {
        assertRefused(
                        configured("website", Map.of("unit", "Security")),
                        with(new Account(WEBSITE, "website", "web@elsewhere.example", "ACTIVE")))
                .contains("AWS has an account 'website' (" + WEBSITE)
                .contains("set holdfast-organization:accounts.website.id to \"" + WEBSITE + "\"");
    }

    @Test
    void tellsEverythingAtOnce() {
        var accounts = with("prod", "SUSPENDED");
        accounts.add(new Account(WEBSITE, "website", "web@example.com", "ACTIVE"));
        assertThatThrownBy(() -> reconciled(
                        configured("analytics", Map.of("unit", "Security", "email", "web@example.com")), accounts))
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageContaining("the configuration has 3 problems")
                .hasMessageContaining("'prod'")
                .hasMessageContaining("'analytics' would have the address")
                .hasMessageContaining("that the configuration does not name: 'website'");
    }

    @Test
    void refusesCredentialsOfAnAccountOutsideTheOrganization() {
        assertThatThrownBy(() -> new Reconciliation(settings(), Optional.empty(), previous("Workloads/Production")))
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageContaining("the last update was of organization " + ID)
                .hasMessageContaining("an account that is in none")
                .hasMessageContaining("aws sts get-caller-identity");
    }

    @Test
    void refusesCredentialsOfAnotherOrganization() {
        assertThatThrownBy(() -> new Reconciliation(
                        settings(),
                        Optional.of(new ExistingOrganization("o-other12345", "1", "x@example.com", List.of())),
                        previous("Workloads/Production")))
                .hasMessageContaining("the credentials belong to organization o-other12345");
    }

    @Test
    void refusesToTakeOverAnotherOrganizationThanThatOfTheCredentials() {
        assertRefused(Fixtures.takingOver("o-other12345"), ours())
                .contains("organizationId is 'o-other12345', but the credentials belong to organization " + ID);
    }

    @Test
    void declaresNothingInTheAccountsOfAnOrganizationThatIsBeingTakenOver() {
        var steps = new Steps();
        var reconciled = reconciled(Fixtures.takingOver(ID), ours());
        reconciled.tell(steps);
        assertThat(reconciled.reached()).isEmpty();
        assertThat(reconciled.ids()).hasSize(7);
        assertThat(steps.byHand()).singleElement().asString().contains("remove holdfast-organization:organizationId");
    }

    @Test
    void declaresNothingInALegacyAccount() {
        var settings = configured("website", Map.of("id", WEBSITE, "unit", "Legacy"));
        var accounts = with(new Account(WEBSITE, "website", "web@example.com", "ACTIVE"));
        assertThat(reconciled(settings, accounts).reached())
                .extracting(MemberAccount::name)
                .hasSize(7)
                .doesNotContain("website");
    }

    @Test
    void neverDropsAnAccountThatTheLastUpdateSetUp() {
        assertThatThrownBy(() -> reconciled(
                        configured("prod", Map.of("unit", "Legacy")), ours(), previous("Workloads/Production")))
                .hasMessageContaining("the last update set up account 'prod', and this one would delete all of that")
                .hasMessageContaining("its unit is 'Legacy'");
        assertThatThrownBy(() -> reconciled(Fixtures.takingOver(ID), ours(), previous("Workloads/Production")))
                .hasMessageContaining(
                        "this one would delete all of that, because" + " holdfast-organization:organizationId is set");
        assertThatThrownBy(() ->
                        reconciled(settings(), with("prod", "PENDING_ACTIVATION"), previous("Workloads/Production")))
                .hasMessageContaining("AWS has it as 'prod' (" + Fixtures.id("prod"));
    }

    @Test
    void missesAnAccountThatLeftTheOrganization() {
        var accounts = ours();
        accounts.removeIf(account -> account.name().equals("prod"));
        assertThatThrownBy(() -> reconciled(settings(), accounts, previous("Workloads/Production")))
                .hasMessageContaining("account 'prod' (" + Fixtures.id("prod")
                        + "), which the last update had, is no longer in the organization: invite it back");
    }

    @Test
    void missesAnAccountThatLeftTheOrganizationAndTheConfiguration() {
        var previous = new PreviousUpdate(
                Optional.of(ID),
                Map.of("site", new PreviousUpdate.Account(WEBSITE, "Workloads/Production")),
                Set.of("site"));
        assertThatThrownBy(() -> reconciled(settings(), ours(), previous))
                .hasMessageContaining("the last update set up account 'site' (" + WEBSITE + ")");
    }

    @Test
    void keepsWhatIsInAnAccountThatWaitsForItsClosure() {
        var suspended = configured("prod", Map.of("unit", "Suspended"));
        assertThat(reconciled(suspended, ours(), previous("Workloads/Production"))
                        .reached())
                .extracting(MemberAccount::name)
                .contains("prod");
    }

    @Test
    void setsUpNothingInAnAccountThatIsToBeClosed() {
        var settings = configured("website", Map.of("id", WEBSITE, "unit", "Suspended"));
        var accounts = with(new Account(WEBSITE, "website", "web@example.com", "ACTIVE"));
        assertThat(reconciled(settings, accounts).reached())
                .extracting(MemberAccount::name)
                .doesNotContain("website");
    }

    @Test
    void closesOnlyWhatWasSuspendedBefore() {
        var closed = configured("prod", Map.of("unit", "Suspended", "closed", "true"));
        assertThatThrownBy(() -> reconciled(closed, ours(), previous("Workloads/Production")))
                .hasMessageContaining("holdfast-organization:accounts.prod.closed is true, but the last update left"
                        + " account 'prod'")
                .hasMessageContaining("in the unit 'Workloads/Production'");
        assertThat(reconciled(closed, ours(), previous("Suspended")).reached())
                .extracting(MemberAccount::name)
                .hasSize(6)
                .doesNotContain("prod");
    }

    @Test
    void remembersWhatIsToBeClosed() {
        var closed = configured("prod", Map.of("unit", "Suspended", "closed", "true"));
        assertThat(reconciled(closed, ours(), previous("Suspended")).closed())
                .isEqualTo(Map.of("prod", Map.of("id", Fixtures.id("prod"), "ou", "Suspended")));
        assertThat(reconciled(settings(), ours()).closed()).isEmpty();
    }

    @Test
    void saysWhenTheLinesOfAClosedAccountCanGo() {
        var closed = configured("old", Map.of("unit", "Suspended", "closed", "true"));
        var steps = new Steps();
        reconciled(closed, ours()).tell(steps);
        assertThat(steps.byHand()).singleElement().asString().contains("'old'").contains("remove its lines");

        var listed = new Steps();
        reconciled(closed, with(new Account(WEBSITE, "old", "aws+old@example.com", "SUSPENDED")))
                .tell(listed);
        assertThat(listed.byHand()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "take-over-an-organization",
                "bring-in-an-old-account",
                "add-an-account",
                "move-an-account",
                "retire-an-account",
                "messages"
            })
    void theRunbooksThatTheMessagesNameAreThere(String runbook) {
        assertThat(Path.of("../../docs/runbooks/" + runbook + ".md")).isRegularFile();
    }

    private static org.assertj.core.api.AbstractStringAssert<?> assertRefused(
            Settings settings, List<Account> accounts) {
        var refused = org.assertj.core.api.Assertions.catchThrowable(() -> reconciled(settings, accounts));
        assertThat(refused).isInstanceOf(InvalidConfiguration.class);
        return assertThat(refused.getMessage());
    }

    private static Reconciliation reconciled(Settings settings, List<Account> accounts) {
        return reconciled(settings, accounts, PreviousUpdate.NONE);
    }

    private static Reconciliation reconciled(Settings settings, List<Account> accounts, PreviousUpdate previous) {
        return new Reconciliation(settings, organization(accounts), previous);
    }

    private static Optional<ExistingOrganization> organization(List<Account> accounts) {
        return Optional.of(new ExistingOrganization(ID, Fixtures.MANAGEMENT_ID, "root@example.com", accounts));
    }

    /** The configuration with a section of one account. */
    private static Settings configured(String name, Map<String, String> section) {
        var json = new ArrayList<String>();
        section.forEach(
                (key, value) -> json.add("\"" + key + "\": " + (value.equals("true") ? value : "\"" + value + "\"")));
        return settings(
                Map.of("holdfast-organization:accounts", "{\"" + name + "\": {" + String.join(", ", json) + "}}"));
    }

    /** Holdfast's accounts, as AWS has them. */
    private static List<Account> ours() {
        var ours = new ArrayList<Account>();
        for (var account : MemberAccount.ALL) {
            ours.add(new Account(
                    Fixtures.id(account.name()),
                    account.name(),
                    account.address(settings().email()),
                    "ACTIVE"));
        }
        return ours;
    }

    private static List<Account> with(Account... more) {
        var accounts = ours();
        accounts.addAll(List.of(more));
        return accounts;
    }

    private static List<Account> with(String name, String status) {
        var accounts = ours();
        accounts.replaceAll(account ->
                account.name().equals(name) ? new Account(account.id(), name, account.email(), status) : account);
        return accounts;
    }

    /** A last update that set up all accounts, and left prod in this unit. */
    private static PreviousUpdate previous(String unitOfProd) {
        var accounts = new HashMap<String, PreviousUpdate.Account>();
        for (var account : MemberAccount.ALL) {
            var unit =
                    account.name().equals("prod") ? unitOfProd : account.unit().path();
            accounts.put(account.name(), new PreviousUpdate.Account(Fixtures.id(account.name()), unit));
        }
        return new PreviousUpdate(Optional.of(ID), accounts, accounts.keySet());
    }
}
