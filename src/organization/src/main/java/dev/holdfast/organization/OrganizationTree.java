package dev.holdfast.organization;

import com.pulumi.aws.organizations.Organization;
import com.pulumi.aws.organizations.OrganizationArgs;
import com.pulumi.aws.organizations.OrganizationalUnit;
import com.pulumi.aws.organizations.OrganizationalUnitArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The organization and its units.
 *
 * <p>Creates the AWS Organization with all features, or takes an existing one over, and one organizational unit for
 * each {@link Unit}. Needs the credentials of the management account. Exposes the ids to attach accounts and policies
 * to.
 *
 * <p>All of it is protected. The organization also stays in AWS when its stack goes. A unit may go, because AWS deletes
 * no unit that has accounts in it.
 */
public final class OrganizationTree extends ComponentResource {
    /** The organization itself, which whatever needs its settings waits for. */
    public final Organization organization;

    /** The id of the organization, {@code o-...}. */
    public final Output<String> organizationId;

    /** The id of the management account. */
    public final Output<String> managementAccountId;

    /** The id of its root, {@code r-...}. */
    public final Output<String> rootId;

    /** The id of every unit, {@code ou-...}. */
    public final Map<Unit, Output<String>> unitIds;

    /**
     * What the organization is to be.
     *
     * @param existingId the organization to take over as it is; without one, a new one is created
     * @param serviceAccess the principals of the services that may act in all accounts
     * @param policyTypes the types of policy that can be attached to root, units and accounts
     */
    public record Args(Optional<String> existingId, Set<String> serviceAccess, Set<String> policyTypes) {
        public Args {
            serviceAccess = Set.copyOf(serviceAccess);
            policyTypes = Set.copyOf(policyTypes);
        }
    }

    public OrganizationTree(String name, Args args, ComponentResourceOptions options) {
        super("holdfast:organization:OrganizationTree", name, options);

        organization = new Organization(
                name,
                OrganizationArgs.builder()
                        .featureSet("ALL")
                        .awsServiceAccessPrincipals(sorted(args.serviceAccess()))
                        .enabledPolicyTypes(sorted(args.policyTypes()))
                        .build(),
                organizationOptions(args.existingId()));
        organizationId = organization.id();
        managementAccountId = organization.masterAccountId();
        rootId = organization.roots().applyValue(roots -> roots.get(0).id().orElseThrow());

        var child = CustomResourceOptions.builder().parent(this).protect(true).build();
        var units = new EnumMap<Unit, Output<String>>(Unit.class);
        for (var unit : Unit.values()) {
            var parentId = unit.parent().map(units::get).orElse(rootId);
            var resource = new OrganizationalUnit(
                    name + "-" + resourceName(unit),
                    OrganizationalUnitArgs.builder()
                            .name(unit.title())
                            .parentId(parentId)
                            .build(),
                    child);
            units.put(unit, resource.id());
        }
        unitIds = Collections.unmodifiableMap(units);

        registerOutputs(Map.of("organizationId", organizationId, "rootId", rootId));
    }

    private CustomResourceOptions organizationOptions(Optional<String> existingId) {
        var options = CustomResourceOptions.builder().parent(this).protect(true).retainOnDelete(true);
        // The engine follows an import by an update in the same run. Without ignoring these, it would switch off every
        // service and detach every policy that the existing organization uses and this program does not name.
        existingId.ifPresent(id ->
                options.importId(id).ignoreChanges("featureSet", "awsServiceAccessPrincipals", "enabledPolicyTypes"));
        return options.build();
    }

    private static String resourceName(Unit unit) {
        return unit.path().toLowerCase(Locale.ROOT).replace('/', '-');
    }

    /** These are sets to AWS; a list in one order keeps the program's output the same from run to run. */
    private static List<String> sorted(Set<String> values) {
        return values.stream().sorted().toList();
    }
}
