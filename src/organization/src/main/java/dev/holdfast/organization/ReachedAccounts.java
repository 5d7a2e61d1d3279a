package dev.holdfast.organization;

import com.pulumi.aws.Provider;
import com.pulumi.aws.ProviderArgs;
import com.pulumi.aws.inputs.ProviderDefaultTagsArgs;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.Resource;
import dev.holdfast.conventions.Tags;
import java.util.List;

/**
 * Every account that existed when the update began, and the ways into them. What concerns all accounts takes this.
 *
 * @param settings how the organization is configured
 * @param managementId the id of the management account
 * @param management works in the management account
 * @param organization what must be there before anything else is done in the organization
 * @param members the other accounts
 */
public record ReachedAccounts(
        Settings settings,
        String managementId,
        Provider management,
        Resource organization,
        List<AccountAccess> members) {
    /** What the management account is called here; no other account can have the name. */
    public static final String MANAGEMENT = "management";

    public ReachedAccounts {
        members = List.copyOf(members);
    }

    /** The options of a component that is declared in the management account. */
    public ComponentResourceOptions inManagement() {
        return ComponentResourceOptions.builder()
                .providers(management)
                .dependsOn(List.of(organization))
                .build();
    }

    /** A provider of the management account in one of the regions in use. */
    public Provider managementIn(String region) {
        return region.equals(settings.region())
                ? management
                : new Provider(
                        MANAGEMENT + "-" + region,
                        ProviderArgs.builder()
                                .region(region)
                                .defaultTags(ProviderDefaultTagsArgs.builder()
                                        .tags(Tags.organization())
                                        .build())
                                .build());
    }

    /** A provider of another account in one of the regions in use. */
    public Provider in(String region, AccountAccess account) {
        return region.equals(settings.region()) ? account.provider() : account.in(region, settings.accessRole());
    }
}
