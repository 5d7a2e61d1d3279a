package dev.holdfast.sandbox.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrganizationConsoleTest {
    @TempDir
    private Path directory;

    private Resources resources;
    private Organizations organizations;

    @BeforeEach
    void createOrganization() {
        resources = new Resources(directory);
        organizations = new Organizations(resources);
        act("create-organization");
    }

    @Test
    void makesAnAccountThatTheOrganizationLists() {
        var id = act("create-account", "website", "web@example.com");

        assertThat(id).matches("\\d{12}");
        assertThat(status("website")).isEqualTo("ACTIVE");
        var listed = organizations
                .behaviours()
                .get(Organizations.ORGANIZATION)
                .read(organizations.organization())
                .get("nonMasterAccounts");
        assertThat(listed.toString()).contains(id, "web@example.com");
        assertThat(organizations.assume(role(id))).isEqualTo(id);
    }

    @Test
    void refusesASecondOrganization() {
        assertThatThrownBy(() -> act("create-organization")).hasMessageContaining("already a member");
    }

    @Test
    void agreesToTheMailsOfOneAddress() {
        subscribe("ops@example.com");
        subscribe("dev@example.com");

        act("confirm", "ops@example.com");

        assertThat(resources.all().stream()
                        .filter(one -> !one.flag("pendingConfirmation"))
                        .map(Resource::id)
                        .filter(id -> id.contains("@")))
                .containsExactly("ops@example.com");
        assertThatThrownBy(() -> act("confirm", "nobody@example.com"))
                .hasMessageContaining("SNS has asked nobody at 'nobody@example.com'");
    }

    private void subscribe(String email) {
        resources.put(new Resource(
                "aws:sns/topicSubscription:TopicSubscription",
                "111122223333",
                "eu-central-1",
                email,
                Map.of("endpoint", email),
                Map.of("endpoint", email, "topic", "topic", "pendingConfirmation", true)));
    }

    @Test
    void keepsWhatWasDoneWhenTheCloudEnds() {
        var id = act("create-account", "website", "web@example.com");
        act("quota", "accounts", "3");

        organizations = new Organizations(new Resources(directory));

        assertThat(organizations.accounts()).extracting(Resource::id).containsExactly(id);
        act("create-account", "second", "second@example.com");
        assertThatThrownBy(() -> act("create-account", "third", "third@example.com"))
                .hasMessageContaining("ACCOUNT_NUMBER_LIMIT_EXCEEDED");
    }

    @Test
    void refusesAnAddressThatAnAccountOutsideTheOrganizationHas() {
        act("sign-up", "stranger", "web@example.com");

        assertThatThrownBy(() -> act("create-account", "website", "WEB@example.com"))
                .isInstanceOf(AwsException.class)
                .hasMessageContaining("is that of account");
    }

    @Test
    void takesInAnAccountThatIsInvitedAndAccepts() {
        var id = act("sign-up", "old", "old@example.com");
        assertThat(organizations.accounts()).isEmpty();
        assertThatThrownBy(() -> act("accept", id)).hasMessageContaining("has no invitation");

        act("invite", id);
        act("accept", id);

        assertThat(organizations.accounts()).singleElement().satisfies(account -> {
            assertThat(account.id()).isEqualTo(id);
            assertThat(account.text("joinedMethod")).contains("INVITED");
            assertThat(organizations.unit(account)).isEqualTo("Root");
        });
    }

    @Test
    void hasNoRoleInAnInvitedAccountUntilAPersonMakesIt() {
        var id = act("sign-up", "old", "old@example.com");
        act("invite", id);
        act("accept", id);
        assertThatThrownBy(() -> organizations.assume(role(id))).hasMessageContaining("cannot be assumed");

        act("create-access-role", id);

        assertThat(organizations.assume(role(id))).isEqualTo(id);
    }

    @Test
    void keepsTheRoleThatWasMadeBeforeTheInvitation() {
        var id = act("sign-up", "old", "old@example.com");
        act("create-access-role", id);
        act("invite", id);
        act("accept", id);

        assertThat(organizations.assume(role(id))).isEqualTo(id);
    }

    @Test
    void listsAClosedAccountFor90Days() {
        act("create-account", "old", "old@example.com");
        act("close-account", "old");
        assertThat(status("old")).isEqualTo("SUSPENDED");

        act("days-later", "89");
        assertThat(organizations.accounts()).hasSize(1);

        act("days-later", "1");
        assertThat(organizations.accounts()).isEmpty();
    }

    @Test
    void opensAClosedAccountAgain() {
        act("create-account", "old", "old@example.com");
        act("close-account", "old");
        assertThatThrownBy(() -> act("close-account", "old")).hasMessageContaining("already closed");

        act("reopen-account", "old");

        assertThat(status("old")).isEqualTo("ACTIVE");
        act("days-later", "90");
        assertThat(organizations.accounts()).hasSize(1);
    }

    @Test
    void closesOnlySoManyAccountsWithin30Days() {
        act("create-account", "one", "one@example.com");
        act("create-account", "two", "two@example.com");
        act("quota", "closures", "1");
        act("close-account", "one");
        assertThatThrownBy(() -> act("close-account", "two")).hasMessageContaining("CLOSE_ACCOUNT_QUOTA_EXCEEDED");

        act("days-later", "31");

        act("close-account", "two");
        assertThat(status("two")).isEqualTo("SUSPENDED");
    }

    @Test
    void finishesAnAccountWhenAwsCatchesUp() {
        act("lag", "activation");
        var id = act("create-account", "slow", "slow@example.com");
        assertThat(status("slow")).isEqualTo("PENDING_ACTIVATION");

        act("lag", "none");

        assertThat(status("slow")).isEqualTo("ACTIVE");
        assertThat(organizations.assume(role(id))).isEqualTo(id);
    }

    @Test
    void makesTheRoleWhenAwsCatchesUp() {
        act("lag", "role");
        var id = act("create-account", "young", "young@example.com");
        assertThat(status("young")).isEqualTo("ACTIVE");
        assertThatThrownBy(() -> organizations.assume(role(id))).hasMessageContaining("cannot be assumed");

        act("lag", "none");

        assertThat(organizations.assume(role(id))).isEqualTo(id);
    }

    @Test
    void saysWhatItDoesNotKnow() {
        assertThatThrownBy(() -> act("fly")).hasMessageContaining("the console has no 'fly'");
        assertThatThrownBy(() -> act("quota", "units", "1")).hasMessageContaining("allowed are accounts, closures");
        assertThatThrownBy(() -> act("lag", "all")).hasMessageContaining("[activation, none, role]");
        assertThatThrownBy(() -> act("close-account", "nobody")).hasMessageContaining("0 accounts 'nobody'");
        assertThatThrownBy(() -> act("invite", "1")).hasMessageContaining("no account 1 outside the organization");
    }

    @Test
    void showsNothingOfItsOwnAmongAwssResources() {
        act("quota", "accounts", "20");
        act("sign-up", "old", "old@example.com");
        var resources = new Resources(directory);

        var status = new Status(resources, organizations, Map.of(), new Events(directory.resolve("events"))).now();

        assertThat(status.get("resources").toString()).doesNotContain("sandbox:");
        assertThat(status.get("withoutBehaviour").toString()).doesNotContain("sandbox:");
    }

    private String act(String action, String... arguments) {
        return organizations.console().act(action, List.of(arguments));
    }

    private String status(String name) {
        return organizations.accounts().stream()
                .filter(account -> account.text("name").filter(name::equals).isPresent())
                .flatMap(account -> account.text("status").stream())
                .findFirst()
                .orElseThrow();
    }

    private static String role(String account) {
        return "arn:aws:iam::" + account + ":role/OrganizationAccountAccessRole";
    }
}
