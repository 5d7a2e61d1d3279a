package dev.holdfast.organization;

import static dev.holdfast.organization.Fixtures.ORGANIZATION;
import static dev.holdfast.organization.Fixtures.UNIT;
import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import dev.holdfast.testkit.Cloud;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrganizationTreeTest {
    @Test
    void hasAllFeatures() {
        assertThat(created().only(ORGANIZATION).inputs()).containsEntry("featureSet", "ALL");
    }

    @Test
    void letsOnlyTheNamedServicesAct() {
        assertThat(created().only(ORGANIZATION).inputs())
                .containsEntry("awsServiceAccessPrincipals", List.of("iam.amazonaws.com", "sso.amazonaws.com"));
    }

    @Test
    void enablesOnlyTheNamedTypesOfPolicy() {
        assertThat(created().only(ORGANIZATION).inputs())
                .containsEntry("enabledPolicyTypes", List.of("RESOURCE_CONTROL_POLICY", "SERVICE_CONTROL_POLICY"));
    }

    @Test
    void keepsTheOrganizationWhenItsStackGoes() {
        var options = created().only(ORGANIZATION).options();
        assertThat(options.isProtect()).isTrue();
        assertThat(options.isRetainOnDelete()).isTrue();
    }

    @Test
    void managesAnOrganizationOfItsOwnInFull() {
        assertThat(created().only(ORGANIZATION).options().getIgnoreChanges()).isEmpty();
    }

    @Test
    void importsTheOrganizationThatExists() {
        assertThat(((CustomResourceOptions) takenOver().only(ORGANIZATION).options()).getImportId())
                .contains("o-a1b2c3d4e5");
    }

    @Test
    void changesNothingAboutAnOrganizationThatItTakesOver() {
        var organization = takenOver().only(ORGANIZATION);
        assertThat(organization.options().getIgnoreChanges())
                .containsAll(organization.inputs().keySet());
    }

    @Test
    void protectsAnOrganizationThatItTakesOver() {
        var options = takenOver().only(ORGANIZATION).options();
        assertThat(options.isProtect()).isTrue();
        assertThat(options.isRetainOnDelete()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "organization-security, Security, r-1234",
        "organization-infrastructure, Infrastructure, r-1234",
        "organization-workloads, Workloads, r-1234",
        "organization-workloads-nonproduction, NonProduction, organization-workloads-id",
        "organization-workloads-production, Production, organization-workloads-id",
        "organization-legacy, Legacy, r-1234",
        "organization-suspended, Suspended, r-1234"
    })
    void hasTheUnit(String resource, String title, String parentId) {
        assertThat(created().named(UNIT, resource).inputs())
                .containsEntry("name", title)
                .containsEntry("parentId", parentId);
    }

    @Test
    void hasNoOtherUnits() {
        assertThat(created().all(UNIT)).hasSize(7);
    }

    @Test
    void protectsEveryUnit() {
        assertThat(created().all(UNIT)).allMatch(Cloud.Seen::isProtected);
    }

    @Test
    void bringsAUnitBackToItsNameAndPlace() {
        assertThat(created().all(UNIT))
                .allMatch(unit -> unit.options().getIgnoreChanges().isEmpty());
    }

    @Test
    void belongsToItsComponent() {
        assertThat(created().all())
                .filteredOn(one -> one.type().startsWith("aws:"))
                .allSatisfy(one ->
                        assertThat(one.parent()).contains("holdfast:organization:OrganizationTree::organization"));
    }

    private static Cloud created() {
        return run(Optional.empty());
    }

    private static Cloud takenOver() {
        return run(Optional.of("o-a1b2c3d4e5"));
    }

    private static Cloud run(Optional<String> existingId) {
        var args = new OrganizationTree.Args(
                existingId,
                Set.of("sso.amazonaws.com", "iam.amazonaws.com"),
                Set.of("SERVICE_CONTROL_POLICY", "RESOURCE_CONTROL_POLICY"));
        return Fixtures.cloud().run(ctx -> new OrganizationTree("organization", args, ComponentResourceOptions.Empty));
    }
}
