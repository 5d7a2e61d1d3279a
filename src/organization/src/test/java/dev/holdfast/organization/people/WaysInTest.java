package dev.holdfast.organization.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.organization.Unit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WaysInTest {
    private static final List<Place> PLACES = List.of(
            Place.management("999999999999"),
            new Place("dev", "111122223333", Optional.of(Unit.NON_PRODUCTION)),
            new Place("prod", "444455556666", Optional.of(Unit.PRODUCTION)));

    private static WaysIn waysIn(Optional<IdentityCenter.Instance> instance) {
        return new WaysIn("eu-central-1", PLACES, instance);
    }

    @Test
    void assumeTheAccountsOwnRoleWithoutIdentityCenter() {
        assertThat(waysIn(Optional.empty()).awsConfig()).isEqualTo("""
                # Needs a profile `management` of your own, with credentials of the management account that are not root's.

                [profile dev]
                role_arn = arn:aws:iam::111122223333:role/OrganizationAccountAccessRole
                source_profile = management
                region = eu-central-1

                [profile prod]
                role_arn = arn:aws:iam::444455556666:role/OrganizationAccountAccessRole
                source_profile = management
                region = eu-central-1
                """);
    }

    @Test
    void signInThroughIdentityCenterWhereItIsEnabled() {
        var config = waysIn(Optional.of(new IdentityCenter.Instance("arn:aws:sso:::instance/x", "d-1234567890")))
                .awsConfig();

        assertThat(config).startsWith("""
                # Sign in with: aws sso login --sso-session holdfast
                [sso-session holdfast]
                sso_start_url = https://d-1234567890.awsapps.com/start
                sso_region = eu-central-1
                sso_registration_scopes = sso:account:access

                [profile management-administrator]
                sso_session = holdfast
                sso_account_id = 999999999999
                sso_role_name = administrator
                region = eu-central-1
                """);
        assertThat(config.lines().filter(line -> line.startsWith("[profile ")))
                .containsExactlyInAnyOrder(
                        "[profile management-administrator]",
                        "[profile management-read-only]",
                        "[profile management-billing]",
                        "[profile management-break-glass]",
                        "[profile dev-administrator]",
                        "[profile dev-developer]",
                        "[profile dev-read-only]",
                        "[profile dev-break-glass]",
                        "[profile prod-administrator]",
                        "[profile prod-read-only]",
                        "[profile prod-break-glass]");
        assertThat(config).doesNotContain("role_arn");
    }

    @Test
    void linkToTheConsoleOfEveryAccountButTheOneTheyComeFrom() {
        assertThat(waysIn(Optional.empty()).switchRole())
                .containsOnlyKeys("dev", "prod")
                .containsEntry(
                        "dev",
                        Map.of(
                                "administrator",
                                "https://signin.aws.amazon.com/switchrole?account=111122223333"
                                        + "&roleName=OrganizationAccountAccessRole&displayName=dev",
                                "breakGlass",
                                "https://signin.aws.amazon.com/switchrole?account=111122223333"
                                        + "&roleName=holdfast%2Fbreak-glass&displayName=dev+BREAK-GLASS"));
    }
}
