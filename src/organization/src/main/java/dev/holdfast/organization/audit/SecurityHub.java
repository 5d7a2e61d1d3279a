package dev.holdfast.organization.audit;

import com.pulumi.aws.securityhub.Account;
import com.pulumi.aws.securityhub.AccountArgs;
import com.pulumi.aws.securityhub.FindingAggregator;
import com.pulumi.aws.securityhub.FindingAggregatorArgs;
import com.pulumi.aws.securityhub.Member;
import com.pulumi.aws.securityhub.MemberArgs;
import com.pulumi.aws.securityhub.OrganizationAdminAccount;
import com.pulumi.aws.securityhub.OrganizationAdminAccountArgs;
import com.pulumi.aws.securityhub.OrganizationConfiguration;
import com.pulumi.aws.securityhub.OrganizationConfigurationArgs;
import com.pulumi.aws.securityhub.StandardsSubscription;
import com.pulumi.aws.securityhub.StandardsSubscriptionArgs;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.ProviderResource;
import com.pulumi.resources.Resource;
import dev.holdfast.organization.MemberAccount;
import dev.holdfast.organization.RegionAccess;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Security Hub for all accounts, administered from the account {@code security}: all findings in one place, and the checks
 * of AWS's Foundational Security Best Practices.
 *
 * <p>Creates, in each region, the hub and the standard in each account, the management account included, makes {@code
 * security} the administrator and the others its members; where there are several regions, their findings are collected
 * in the first. Needs Security Hub's access to the organization. Most checks need what {@link ConfigRecording} records.
 *
 * <p>Not by central configuration, though that names no account: it needs a second region, which most have no use for, and
 * applies its policy later, out of the update's sight. Not by switching on new accounts automatically either: the
 * accounts are there before their administrator is, and whatever joins is declared here in the next update.
 *
 * @see <a href="https://docs.aws.amazon.com/securityhub/latest/userguide/designate-orgs-admin-account.html">Security Hub with
 *     AWS Organizations</a>
 */
public final class SecurityHub extends ComponentResource {
    /**
     * Where Security Hub looks.
     *
     * @param managementId the id of the management account
     * @param regions the regions, with the ways into the accounts there; findings are collected in the first
     * @param organization what gives the service access to the organization, which must have happened
     */
    public record Args(String managementId, List<RegionAccess> regions, Resource organization) {
        public Args {
            regions = List.copyOf(regions);
        }
    }

    public SecurityHub(String name, Args args, ComponentResourceOptions options) {
        super("holdfast:organization:SecurityHub", name, options);

        var home = args.regions().get(0);
        var configurations = new ArrayList<Resource>();
        for (var region : args.regions()) {
            configurations.add(enable(name + "-" + region.region(), args, region));
        }
        var others = args.regions().stream()
                .map(RegionAccess::region)
                .filter(region -> !region.equals(home.region()))
                .toList();
        if (!others.isEmpty()) {
            new FindingAggregator(
                    name,
                    FindingAggregatorArgs.builder()
                            .linkingMode("SPECIFIED_REGIONS")
                            .specifiedRegions(others)
                            .build(),
                    options(home.account(MemberAccount.SECURITY).provider(), configurations));
        }
        registerOutputs(Map.of());
    }

    private OrganizationConfiguration enable(String name, Args args, RegionAccess region) {
        var security = region.account(MemberAccount.SECURITY);
        var administering = hub(name + "-security", security.provider(), region.region());
        var administrator = new OrganizationAdminAccount(
                name,
                OrganizationAdminAccountArgs.builder()
                        .adminAccountId(security.id())
                        .build(),
                options(region.management(), List.of(args.organization(), administering)));
        var configuration = new OrganizationConfiguration(
                name,
                OrganizationConfigurationArgs.builder()
                        .autoEnable(false)
                        .autoEnableStandards("NONE")
                        .build(),
                options(security.provider(), List.of(administrator)));

        member(
                name + "-management",
                args.managementId(),
                hub(name + "-management", region.management(), region.region()),
                security.provider(),
                configuration);
        for (var account : region.accounts().values()) {
            if (!account.name().equals(MemberAccount.SECURITY)) {
                member(
                        name + "-" + account.name(),
                        account.id(),
                        hub(name + "-" + account.name(), account.provider(), region.region()),
                        security.provider(),
                        configuration);
            }
        }
        return configuration;
    }

    /** The hub of an account, without AWS's default standards, and the one that is wanted. */
    private Account hub(String name, ProviderResource provider, String region) {
        var hub = new Account(
                name,
                AccountArgs.builder()
                        .enableDefaultStandards(false)
                        .autoEnableControls(true)
                        .controlFindingGenerator("SECURITY_CONTROL")
                        .build(),
                options(provider, List.of()));
        new StandardsSubscription(
                name,
                StandardsSubscriptionArgs.builder()
                        .standardsArn("arn:aws:securityhub:" + region
                                + "::standards/aws-foundational-security-best-practices/v/1.0.0")
                        .build(),
                options(provider, List.of(hub)));
        return hub;
    }

    private void member(
            String name, String id, Account hub, ProviderResource security, OrganizationConfiguration configuration) {
        new Member(
                name,
                MemberArgs.builder().accountId(id).build(),
                CustomResourceOptions.builder()
                        .parent(this)
                        .provider(security)
                        .dependsOn(List.<Resource>of(hub, configuration))
                        // Nobody is invited in an organization, but the provider reads both back and would replace.
                        .ignoreChanges("email", "invite")
                        .build());
    }

    private CustomResourceOptions options(ProviderResource provider, List<? extends Resource> after) {
        return CustomResourceOptions.builder()
                .parent(this)
                .provider(provider)
                .dependsOn(List.<Resource>copyOf(after))
                .build();
    }
}
