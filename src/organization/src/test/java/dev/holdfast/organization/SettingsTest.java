package dev.holdfast.organization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.conventions.Configuration;
import dev.holdfast.conventions.ConfigurationKeys;
import dev.holdfast.conventions.InvalidConfiguration;
import dev.holdfast.organization.people.Contacts;
import dev.holdfast.organization.people.IdentityStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    private static final Map<String, String> VALID =
            Map.of("aws:region", "eu-central-1", "holdfast-organization:email", "aws+{account}@example.com");

    @Test
    void readsRegionAndTemplate() {
        var settings = read(VALID);
        assertThat(settings.region()).isEqualTo("eu-central-1");
        assertThat(settings.email()).isEqualTo(new EmailTemplate("aws+{account}@example.com"));
    }

    @Test
    void createsAnOrganizationUnlessOneIsNamed() {
        assertThat(read(VALID).organizationId()).isEmpty();
    }

    @Test
    void takesOverTheOrganizationThatIsNamed() {
        assertThat(read(with("holdfast-organization:organizationId", "o-a1b2c3d4e5"))
                        .organizationId())
                .contains("o-a1b2c3d4e5");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a1b2c3d4e5", "o-short", "o-A1B2C3D4E5", "r-1234", "123456789012"})
    void refusesWhatIsNoOrganizationsId(String id) {
        assertRefused(
                "holdfast-organization:organizationId", id, "is '" + id + "', allowed is the id of an organization");
    }

    @Test
    void refusesAnAccountThatIsCalledAsTheManagementAccountIs() {
        assertThatThrownBy(() -> read(
                        with("holdfast-organization:accounts", "{\"management\": {\"unit\": \"Infrastructure\"}}")))
                .hasMessageContaining("holdfast-organization:accounts names 'management'");
    }

    @Test
    void readsTheThreeContacts() {
        var contacts = read(with("holdfast-organization:contacts", contacts("+49 30 1")))
                .contacts()
                .orElseThrow();
        assertThat(contacts.byKind()).hasSize(3);
        assertThat(contacts.byKind().get(Contacts.Kind.BILLING))
                .isEqualTo(new Contacts.Contact("Bob", "CFO", "billing@example.com", "2"));
    }

    @Test
    void tellsWhatIsMissingAmongTheContacts() {
        assertThatThrownBy(() -> read(with(
                        "holdfast-organization:contacts",
                        "{\"security\": {\"name\": \"Ada\", \"phone\": \"x\"}, \"press\": {}}")))
                .hasMessageContaining("holdfast-organization:contacts.security.title is not set")
                .hasMessageContaining("holdfast-organization:contacts.security.email is not set")
                .hasMessageContaining("holdfast-organization:contacts.security.phone is 'x', allowed is digits")
                .hasMessageContaining("holdfast-organization:contacts names no billing")
                .hasMessageContaining("holdfast-organization:contacts names no operations")
                .hasMessageContaining("holdfast-organization:contacts names 'press'");
    }

    @Test
    void assumesTheAccountsOwnRoleUnlessAnotherIsNamed() {
        assertThat(read(VALID).accessRole()).isEqualTo("OrganizationAccountAccessRole");
        assertThat(read(with("holdfast-organization:accessRole", "holdfast/preview"))
                        .accessRole())
                .isEqualTo("holdfast/preview");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/holdfast/preview", "arn:aws:iam::1:role/x", "holdfast/"})
    void refusesWhatIsNoRole(String role) {
        assertRefused("holdfast-organization:accessRole", role, "is '" + role + "', allowed is a role's path and name");
    }

    @Test
    void makesThePeoplesGroupsUnlessAnIdentityProviderSendsThem() {
        assertThat(read(VALID).identityStore()).isEqualTo(IdentityStore.OWN);
        assertThat(read(with("holdfast-organization:identityStore", "external")).identityStore())
                .isEqualTo(IdentityStore.EXTERNAL);
        assertRefused("holdfast-organization:identityStore", "okta", "is 'okta', allowed is one of own, external");
    }

    private static String contacts(String phone) {
        return """
                {"security": {"name": "Ada", "title": "CISO", "email": "security@example.com", "phone": "%s"},
                 "billing": {"name": "Bob", "title": "CFO", "email": "billing@example.com", "phone": "2"},
                 "operations": {"name": "Cy", "title": "CTO", "email": "operations@example.com", "phone": "3"}}
                """.formatted(phone);
    }

    @ParameterizedTest
    @ValueSource(strings = {"us-east-1", "ap-southeast-2", "us-gov-west-1"})
    void acceptsTheRegion(String region) {
        assertThat(read(with("aws:region", region)).region()).isEqualTo(region);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Frankfurt", "eu-central", "eu-central-1a", "EU-CENTRAL-1"})
    void refusesWhatIsNoRegion(String region) {
        assertRefused("aws:region", region, "is '" + region + "', allowed is the name of an AWS region");
    }

    @Test
    void refusesATemplateThatAwsWouldRefuse() {
        assertRefused(
                "holdfast-organization:email",
                "aws+{account}@example",
                "is 'aws+{account}@example', which makes 'aws+log-archive@example'");
    }

    @Test
    void letsOnlyTheServicesActThatTheLandingZoneUses() {
        assertThat(read(VALID).serviceAccess())
                .containsExactlyInAnyOrder(
                        "access-analyzer.amazonaws.com",
                        "account.amazonaws.com",
                        "backup.amazonaws.com",
                        "cloudtrail.amazonaws.com",
                        "config.amazonaws.com",
                        "guardduty.amazonaws.com",
                        "iam.amazonaws.com",
                        "malware-protection.guardduty.amazonaws.com",
                        "securityhub.amazonaws.com",
                        "sso.amazonaws.com",
                        "tagpolicies.tag.amazonaws.com");
    }

    @Test
    void addsRepositoriesToItsOwn() {
        assertThat(read(VALID).repositories()).containsExactly("holdfast/api", "holdfast/migrations", "holdfast/web");
        assertThat(read(with("holdfast-organization:repositories", "holdfast/files, holdfast/api"))
                        .repositories())
                .containsExactly("holdfast/api", "holdfast/files", "holdfast/migrations", "holdfast/web");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Holdfast/files", "files", "holdfast/", "/files", "holdfast/files:1", "holdfast//files"})
    void refusesARepositoryThatAwsWouldRefuse(String name) {
        assertRefused("holdfast-organization:repositories", name, "lists '" + name + "'");
    }

    @Test
    void addsServicesToItsOwn() {
        var settings = read(with("holdfast-organization:serviceAccess", "config.amazonaws.com, ram.amazonaws.com"));
        assertThat(settings.serviceAccess())
                .hasSize(read(VALID).serviceAccess().size() + 1)
                .contains("config.amazonaws.com", "ram.amazonaws.com", "sso.amazonaws.com");
    }

    @ParameterizedTest
    @ValueSource(strings = {"guardduty", "guardduty.example.com", "https://guardduty.amazonaws.com"})
    void refusesWhatIsNoServicePrincipal(String principal) {
        assertRefused(
                "holdfast-organization:serviceAccess",
                principal,
                "lists '" + principal + "', allowed is a service principal");
    }

    @Test
    void enablesPoliciesThatRestrictNothingByThemselves() {
        assertThat(read(VALID).policyTypes())
                .containsExactlyInAnyOrder(
                        "SERVICE_CONTROL_POLICY",
                        "RESOURCE_CONTROL_POLICY",
                        "DECLARATIVE_POLICY_EC2",
                        "TAG_POLICY",
                        "AISERVICES_OPT_OUT_POLICY");
    }

    @Test
    void addsTypesOfPolicyToItsOwn() {
        assertThat(read(with("holdfast-organization:policyTypes", "BACKUP_POLICY"))
                        .policyTypes())
                .hasSize(6)
                .contains("BACKUP_POLICY");
    }

    @Test
    void refusesWhatIsNoTypeOfPolicy() {
        assertRefused("holdfast-organization:policyTypes", "tags", "lists 'tags', allowed is a type of policy");
    }

    @Test
    void tellsEveryProblemAtOnce() {
        var values = Map.of(
                "aws:region", "Frankfurt",
                "holdfast-organization:organizationId", "mine");
        assertThatThrownBy(() -> read(values))
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageContaining("the configuration has 3 problems")
                .hasMessageContaining("aws:region is 'Frankfurt'")
                .hasMessageContaining("holdfast-organization:email is not set")
                .hasMessageContaining("holdfast-organization:organizationId is 'mine'");
    }

    @Test
    void namesAKeyThatItDoesNotKnow() {
        assertRefused("holdfast-organization:mail", "x", "is not known; did you mean email?");
    }

    @Test
    void refusesAListWhereATextBelongs() {
        assertRefused(
                "holdfast-organization:serviceAccess",
                "[\"config.amazonaws.com\"]",
                "is a list, allowed is one text, with commas where it names several");
    }

    @Test
    void saysOnceThatATemplateIsAnObject() {
        assertThatThrownBy(() -> read(with("holdfast-organization:email", "{\"all\":\"aws@example.com\"}")))
                .hasMessage("holdfast-organization:email is an object, allowed is one text");
    }

    @Test
    void acceptsTheCommittedStackFile() throws Exception {
        var lines = Files.readAllLines(Path.of("Pulumi.management.yaml"));
        var values = new HashMap<String, String>();
        var entry = Pattern.compile("  ([a-z-]+:[A-Za-z]+): \"?([^\"]*)\"?");
        lines.stream()
                .map(entry::matcher)
                .filter(Matcher::matches)
                .forEach(match -> values.put(match.group(1), match.group(2)));
        assertThat(read(values).email().address("dev")).isEqualTo("aws+dev@example.com");
    }

    private static void assertRefused(String key, String value, String message) {
        assertThatThrownBy(() -> read(with(key, value)))
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageStartingWith(key + " " + message);
    }

    private static Map<String, String> with(String key, String value) {
        var values = new HashMap<>(VALID);
        values.put(key, value);
        return values;
    }

    private static Settings read(Map<String, String> values) {
        var keys = new Configuration(
                Settings.PROJECT,
                key -> Optional.ofNullable(values.get(Settings.PROJECT + ":" + key)),
                new ConfigurationKeys(values.keySet(), Set.of()));
        return Settings.read(keys, keys.beside("aws", key -> Optional.ofNullable(values.get("aws:" + key))));
    }
}
