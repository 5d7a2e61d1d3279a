package dev.holdfast.enginetests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * The life of accounts: what docs/runbooks says is done as it is written, in one organization, and what AWS refuses names
 * the account and is gone on from.
 */
@EngineTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class LifecycleIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path REPOSITORY = Path.of("../..").toAbsolutePath().normalize();
    private static final String CONFIGURATION = "src/organization/Pulumi.management.yaml";
    private static final String ACCOUNTS = "  holdfast-organization:accounts:\n";
    private static final Pattern LINES =
            Pattern.compile("(?m)^ *holdfast-organization:accounts:\n(?<lines>( +\\S+:.*\n)+)");

    private Copy copy;

    @BeforeAll
    void copies() {
        copy = Copy.of(REPOSITORY, Path.of("target/engine/lifecycle").toAbsolutePath());
    }

    @AfterAll
    void stops() {
        if (copy != null) {
            copy.close();
        }
    }

    @Test
    @Order(1)
    void anOrganizationIsTakenOverAsItIs() throws IOException {
        var runbook = runbook("take-over-an-organization");
        run(runbook, "Have an organization");
        // The address that Holdfast's own account of this name would have: it is this one.
        copy.sandbox("console", "create-account", "dev", "aws+dev@example.com").succeeded();
        var id = organizationId();
        copy.edit(
                CONFIGURATION,
                "  # holdfast-organization:accounts:\n",
                "  holdfast-organization:organizationId: " + id + "\n  # holdfast-organization:accounts:\n");

        var refused = copy.sandbox("up", "management").failed().output();
        assertThat(refused)
                .contains("AWS has an account that the configuration does not name: 'Company Website'")
                .contains("docs/runbooks/take-over-an-organization.md");
        copy.edit(CONFIGURATION, "  # holdfast-organization:accounts:\n", ACCOUNTS + lines(refused));

        run(runbook, "Take it over");
        assertThat(account("Company Website").path("ou").asText()).isEqualTo("Root");
        assertThat(account("dev").path("ou").asText()).isEqualTo("Root");
        assertThat(output("baseline")).isEqualTo("[]");

        copy.edit(CONFIGURATION, "  holdfast-organization:organizationId: " + id + "\n", "");
        run(runbook, "Make it Holdfast's");
        assertThat(account("Company Website").path("ou").asText()).isEqualTo("Legacy");
        assertThat(account("dev").path("ou").asText()).isEqualTo("NonProduction");
        assertThat(output("baseline")).contains("dev", "prod").doesNotContain("company-website");
    }

    @Test
    @Order(2)
    void anOldAccountJoinsAndStaysAsItIs() throws IOException {
        var runbook = runbook("bring-in-an-old-account");
        run(runbook, "Sign up");
        run(runbook, "Make the way in");
        run(runbook, "Invite it");

        var refused = copy.sandbox("up", "management").failed().output();
        copy.edit(CONFIGURATION, ACCOUNTS, ACCOUNTS + lines(refused));
        run(runbook, "Name it");

        assertThat(account("Old System").path("ou").asText()).isEqualTo("Legacy");
        assertThat(output("baseline")).doesNotContain("old-system");
    }

    @Test
    @Order(3)
    void whatTheSandboxCannotDoIsMarkedAsForAwsAlone() {
        assertThat(runbook("take-over-an-organization").onAws())
                .containsExactly(
                        "Have an organization",
                        "Name it, and its accounts",
                        "Take it over",
                        "Take it over",
                        "Make it Holdfast's");
        assertThat(runbook("bring-in-an-old-account").onAws())
                .containsExactly("Make the way in", "Invite it", "Name it", "Move the data", "Move the name");
        assertThat(runbook("add-an-account").onAws()).containsExactly("Add it");
        assertThat(runbook("move-an-account").onAws()).containsExactly("Move it", "Another name, another address");
        assertThat(runbook("retire-an-account").onAws()).containsExactly("Suspend it", "Close it", "Closed by hand");
    }

    @Test
    @Order(4)
    void anEighthAccountTakesFourLines() throws IOException {
        var runbook = runbook("add-an-account");
        assertThat(runbook.lines()).isEqualTo(4);
        // An address that somebody signed up with: AWS says so, nothing else is lost, and another one goes on.
        copy.sandbox("console", "sign-up", "stranger", "analytics@example.com").succeeded();
        runbook.writeTo(copy, "Add it");

        assertThat(copy.sandbox("up", "management").failed().output())
                .contains("accounts-analytics")
                .contains("EMAIL_ALREADY_EXISTS");
        copy.edit(CONFIGURATION, "email: analytics@example.com", "email: data@example.com");
        copy.sandbox("console", "quota", "accounts", "10").succeeded();
        assertThat(copy.sandbox("up", "management").failed().output())
                .contains("accounts-analytics")
                .contains("ACCOUNT_NUMBER_LIMIT_EXCEEDED");
        copy.sandbox("console", "quota", "accounts", "20").succeeded();

        run(runbook, "Add it");
        assertThat(output("baseline")).contains("analytics");
    }

    @Test
    @Order(5)
    void anAccountThatIsTakenOutOfTheConfigurationIsNamed() throws IOException {
        var before = copy.bash("cat " + CONFIGURATION).succeeded().output();
        var analytics = "    analytics:\n      unit: Workloads/NonProduction\n      email: data@example.com\n";
        copy.edit(CONFIGURATION, analytics, "");

        var refused = copy.sandbox("up", "management").failed().output();

        assertThat(refused)
                .contains("AWS has an account that the configuration does not name: 'analytics' ("
                        + account("analytics").path("id").asText() + ", data@example.com, ACTIVE)")
                .contains("docs/runbooks/retire-an-account.md");
        assertThat(lines(refused)).contains("unit: Workloads/NonProduction");
        copy.write(CONFIGURATION, before);
    }

    @Test
    @Order(6)
    void anAccountMovesInPlaceAndKeepsItsIdUnderAnotherName() throws IOException {
        var id = account("analytics").path("id").asText();
        var runbook = runbook("move-an-account");
        runbook.writeTo(copy, "Move it");
        run(runbook, "Move it");
        assertThat(account("analytics").path("ou").asText()).isEqualTo("Production");

        run(runbook, "Another name, another address");
        assertThat(account("Company Analytics").path("id").asText()).isEqualTo(id);
        assertThat(output("accounts")).contains(id);
        copy.pulumi("organization", "pulumi preview --expect-no-changes --stack management")
                .succeeded();
    }

    @Test
    @Order(7)
    void anAccountIsClosedInTwoSteps() throws IOException {
        var runbook = runbook("retire-an-account");
        runbook.writeTo(copy, "Suspend it");
        run(runbook, "Suspend it");
        assertThat(account("Company Analytics").path("ou").asText()).isEqualTo("Suspended");
        assertThat(account("Company Analytics").path("status").asText()).isEqualTo("ACTIVE");

        copy.sandbox("console", "quota", "closures", "0").succeeded();
        runbook.writeTo(copy, "Close it");
        assertThat(copy.sandbox("up", "management").failed().output())
                .contains("accounts-analytics")
                .contains("CLOSE_ACCOUNT_QUOTA_EXCEEDED");
        copy.sandbox("console", "quota", "closures", "250").succeeded();
        run(runbook, "Close it");
        assertThat(account("Company Analytics").path("status").asText()).isEqualTo("SUSPENDED");
    }

    @Test
    @Order(8)
    void aUnitWithAClosedAccountInItIsNotDeleted() {
        var unit = "urn:pulumi:management::holdfast-organization::holdfast:organization:OrganizationTree"
                + "\\$aws:organizations/organizationalUnit:OrganizationalUnit::organization-suspended";
        var refused = copy.pulumi(
                        "organization",
                        "pulumi state unprotect --yes --stack management \"" + unit
                                + "\" && pulumi destroy --yes --skip-preview --stack management"
                                // The guardrails on the unit would go with it; the next update brings them back.
                                + " --target-dependents --target \"" + unit + "\"")
                .failed()
                .output();

        assertThat(refused).contains("OrganizationalUnitNotEmptyException").contains("Company Analytics");
    }

    @Test
    @Order(9)
    void theLinesOfAClosedAccountGoWhenAwsHasForgottenIt() {
        copy.sandbox("up", "management").succeeded();
        run(runbook("retire-an-account"), "The 90 days");
        assertThat(output("byHand")).contains("AWS no longer lists the account 'analytics'");
        copy.edit(
                CONFIGURATION,
                "    analytics:\n      unit: Suspended\n      closed: true\n      email: data@example.com\n",
                "");
        copy.sandbox("up", "management").succeeded();
        assertThat(output("byHand")).doesNotContain("analytics");
    }

    @Test
    @Order(10)
    void anAccountThatAwsHasNotFinishedIsWaitedFor() {
        copy.sandbox("console", "lag", "activation").succeeded();
        copy.edit(CONFIGURATION, ACCOUNTS, ACCOUNTS + "    slow:\n      unit: Workloads/NonProduction\n");
        assertThat(copy.sandbox("up", "management").succeeded().output())
                .contains("AWS has not finished account 'slow'");
        assertThat(output("baseline")).contains("prod").doesNotContain("slow");

        copy.sandbox("console", "lag", "none").succeeded();
        copy.sandbox("up", "management").succeeded();
        assertThat(output("baseline")).contains("slow");
        assertThat(output("next")).contains("[]");
    }

    @Test
    @Order(11)
    void anAccountClosedByHandIsNamedAndCanBeForgotten() throws IOException {
        copy.sandbox("console", "close-account", "stage").succeeded();
        assertThat(copy.sandbox("up", "management").failed().output())
                .contains("account 'stage' (" + account("stage").path("id").asText())
                .contains("is closed, but configured")
                .contains("docs/runbooks/retire-an-account.md");

        run(runbook("retire-an-account"), "Closed by hand");
        copy.edit(CONFIGURATION, ACCOUNTS, ACCOUNTS + "    stage:\n      unit: Suspended\n      closed: true\n");
        copy.sandbox("up", "management").succeeded();
        assertThat(output("baseline")).contains("prod").doesNotContain("stage");
        copy.pulumi("organization", "pulumi preview --expect-no-changes --stack management")
                .succeeded();
    }

    @Test
    @Order(12)
    void aRoleThatCannotBeAssumedYetNamesTheAccount() throws IOException {
        copy.sandbox("console", "lag", "role").succeeded();
        copy.edit(CONFIGURATION, ACCOUNTS, ACCOUNTS + "    young:\n      unit: Workloads/NonProduction\n");
        var up = copy.sandbox("up", "management");
        assumeThat(resourcesIn("prod"))
                .as("what the program declares in an account")
                .isNotEmpty();

        assertThat(up.failed().output())
                .contains("arn:aws:iam::" + account("young").path("id").asText()
                        + ":role/OrganizationAccountAccessRole) cannot be assumed");
        copy.sandbox("console", "lag", "none").succeeded();
        copy.sandbox("up", "management").succeeded();
        assertThat(output("baseline")).contains("young");
    }

    private static Recipe runbook(String name) {
        return new Recipe(REPOSITORY.resolve("docs/runbooks/" + name + ".md"));
    }

    private void run(Recipe runbook, String heading) {
        copy.bash("set -euo pipefail\n" + runbook.commands(heading)).succeeded();
    }

    /** The lines that a message gives, as they stand in the file. */
    private static String lines(String message) {
        var found = LINES.matcher(message);
        assertThat(found.find()).as(message).isTrue();
        // A trailing line of no characters would count as one that is not indented.
        return found.group("lines").stripTrailing().stripIndent().indent(4);
    }

    private String output(String name) {
        return copy.pulumi("organization", "pulumi stack output " + name + " --json --stack management")
                .succeeded()
                .output()
                .strip();
    }

    private String organizationId() {
        var found = Pattern.compile("organization/(o-[a-z0-9]+)\\.json|(o-[a-z]{10})")
                .matcher(copy.bash("find .sandbox/cloud/resources -name 'o-*.json'")
                        .succeeded()
                        .output());
        assertThat(found.find()).isTrue();
        return found.group().replaceAll(".*(o-[a-z]{10}).*", "$1");
    }

    private JsonNode account(String name) throws IOException {
        var output = copy.sandbox("status", "--json").succeeded().output();
        for (var account : JSON.readTree(output.substring(output.indexOf('{'))).path("accounts")) {
            if (account.path("name").asText().equals(name)) {
                return account;
            }
        }
        throw new AssertionError("there is no account " + name + ":\n" + output);
    }

    private List<String> resourcesIn(String account) throws IOException {
        var export = copy.pulumi("organization", "pulumi stack export --stack management")
                .succeeded()
                .output();
        var found = new ArrayList<String>();
        for (var resource : JSON.readTree(export.substring(export.indexOf('{'))).at("/deployment/resources")) {
            if (resource.path("provider").asText().contains("::account-" + account + "::")) {
                found.add(resource.path("urn").asText());
            }
        }
        return found;
    }
}
