package dev.holdfast.organization;

import com.pulumi.aws.Provider;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.Resource;
import java.util.ArrayList;
import java.util.List;

/**
 * Every account that existed when the update began, and the ways into them. What concerns all accounts takes this.
 *
 * @param settings how the organization is configured
 * @param organizationId the organization's id
 * @param managementId the id of the management account
 * @param organization what must be there before anything else is done in the organization
 * @param regions the regions in use, with the ways into all accounts there; the first is the landing zone's own
 */
public record ReachedAccounts(
        Settings settings,
        String organizationId,
        String managementId,
        Resource organization,
        List<RegionAccess> regions) {
    /** What the management account is called here; no other account can have the name. */
    public static final String MANAGEMENT = "management";

    public ReachedAccounts {
        regions = List.copyOf(regions);
    }

    /** The ways into the accounts of one region, and those that lead into the other regions in use. */
    static ReachedAccounts of(
            Settings settings, ExistingOrganization existing, Resource organization, RegionAccess home) {
        var regions = new ArrayList<>(List.of(home));
        settings.regions().stream()
                .filter(region -> !region.equals(home.region()))
                .forEach(region -> regions.add(home.in(region, settings.accessRole())));
        return new ReachedAccounts(settings, existing.id(), existing.managementAccountId(), organization, regions);
    }

    /** The landing zone's own region. */
    public RegionAccess home() {
        return regions.get(0);
    }

    /** A provider of the management account, in the landing zone's own region. */
    public Provider management() {
        return home().management();
    }

    /** The accounts, in the landing zone's own region. */
    public List<AccountAccess> members() {
        return List.copyOf(home().accounts().values());
    }

    /** The options of a component that is declared in the management account. */
    public ComponentResourceOptions inManagement() {
        return inManagement(home());
    }

    /** The options of a component that is declared in the management account, in one of the regions. */
    public ComponentResourceOptions inManagement(RegionAccess region) {
        return ComponentResourceOptions.builder()
                .providers(region.management())
                .resourceTransformations(Order.after(List.of(organization)))
                .build();
    }
}
