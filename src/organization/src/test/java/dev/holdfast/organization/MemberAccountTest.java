package dev.holdfast.organization;

import static dev.holdfast.organization.Fixtures.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.conventions.AddressPlan;
import dev.holdfast.conventions.InvalidConfiguration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MemberAccountTest {
    @Test
    void addsAnAccountAfterHoldfastsOwn() {
        var accounts = configured("{\"analytics\": {\"unit\": \"Workloads/NonProduction\"}}")
                .accounts();
        assertThat(accounts).hasSize(8).startsWith(MemberAccount.ALL.toArray(MemberAccount[]::new));
        assertThat(accounts.get(7)).isEqualTo(new MemberAccount("analytics", Unit.NON_PRODUCTION));
    }

    @Test
    void changesOneOfHoldfastsOwnInItsPlace() {
        var accounts = configured("{\"stage\": {\"unit\": \"Workloads/Production\", \"id\": \"123456789012\"}}")
                .accounts();
        assertThat(accounts).extracting(MemberAccount::name).containsExactlyElementsOf(MemberAccount.names());
        assertThat(accounts.get(5).unit()).isEqualTo(Unit.PRODUCTION);
        assertThat(accounts.get(5).id()).contains("123456789012");
    }

    @Test
    void closesWhatIsSuspended() {
        assertThat(configured("{\"old\": {\"unit\": \"Suspended\", \"closed\": true}}")
                        .accounts()
                        .get(7)
                        .closed())
                .isTrue();
    }

    @Test
    void refusesToCloseWhatIsNotSuspended() {
        assertRefused(
                "{\"old\": {\"unit\": \"Workloads/Production\", \"closed\": true}}",
                "accounts.old.closed is true, but the account's unit is 'Workloads/Production'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"log-archive", "security", "shared", "backup"})
    void refusesToRetireWhatTheOthersNeed(String account) {
        assertRefused(
                "{\"" + account + "\": {\"unit\": \"Suspended\"}}",
                "accounts." + account + ".unit is 'Suspended', but the other accounts cannot do without '" + account
                        + "'");
    }

    @Test
    void refusesAnAccountWithoutAUnit() {
        assertRefused("{\"analytics\": {}}", "accounts.analytics.unit is not set, allowed is one of Security,");
    }

    @Test
    void refusesAnAddressThatAwsWouldRefuse() {
        assertRefused(
                "{\"analytics\": {\"unit\": \"Security\", \"email\": \"nobody\"}}",
                "accounts.analytics.email is 'nobody'; AWS allows exactly one @");
    }

    @Test
    void refusesAnAddressThatAnotherConfiguredAccountHas() {
        assertRefused(
                "{\"analytics\": {\"unit\": \"Security\", \"email\": \"AWS+dev@example.com\"}}",
                "accounts gives 'dev' and 'analytics' the address 'AWS+dev@example.com'");
    }

    @Test
    void refusesAKeyThatItDoesNotKnow() {
        assertRefused(
                "{\"analytics\": {\"unit\": \"Security\", \"mail\": \"a@example.com\"}}",
                "accounts.analytics.mail is not known; did you mean email?");
    }

    @ParameterizedTest
    @CsvSource({
        "Company Website, company-website",
        "dev, dev-2",
        "42, account",
        "  --X--Y--  , x-y",
        "A very long name of an account that somebody chose, a-very-long-name-of-an-acco"
    })
    void namesAnAccountLikeAws(String nameInAws, String name) {
        assertThat(MemberAccount.nameLike(nameInAws, Set.of("dev"))).isEqualTo(name);
        assertThat(Optional.of(name)).hasValueSatisfying(it -> assertThat(it).hasSizeLessThanOrEqualTo(30));
    }

    private static void assertRefused(String accounts, String message) {
        assertThatThrownBy(() -> configured(accounts))
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageContaining("holdfast-organization:" + message);
    }

    private static Settings configured(String accounts) {
        return settings(Map.of("holdfast-organization:accounts", accounts));
    }

    @Test
    void hasAddressesOfItsOwnInThePlan() {
        assertThat(MemberAccount.ALL)
                .allMatch(account -> AddressPlan.owned(account.name()).isPresent());
    }
}
