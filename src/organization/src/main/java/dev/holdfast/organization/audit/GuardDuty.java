package dev.holdfast.organization.audit;

import com.pulumi.aws.guardduty.Detector;
import com.pulumi.aws.guardduty.DetectorArgs;
import com.pulumi.aws.guardduty.OrganizationAdminAccount;
import com.pulumi.aws.guardduty.OrganizationAdminAccountArgs;
import com.pulumi.aws.guardduty.OrganizationConfiguration;
import com.pulumi.aws.guardduty.OrganizationConfigurationArgs;
import com.pulumi.aws.guardduty.OrganizationConfigurationFeature;
import com.pulumi.aws.guardduty.OrganizationConfigurationFeatureArgs;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import dev.holdfast.organization.MemberAccount;
import dev.holdfast.organization.RegionAccess;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * GuardDuty for all accounts, present and future, administered from the account {@code security}.
 *
 * <p>Creates, in each region, a detector in {@code security}, makes that account the administrator, and lets it switch on
 * every member. Needs GuardDuty's access to the organization. The management account gets a detector of its own, because
 * no administrator can switch GuardDuty on there; with it, that account is a member like the others.
 *
 * @see <a href="https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_organizations.html">GuardDuty with AWS
 *     Organizations</a>
 */
public final class GuardDuty extends ComponentResource {
    /**
     * The protection plans, every one of them, so that no default of AWS and nobody's click decides. On is what the
     * workload has: buckets, a database, a function. They cost nothing where there is nothing to protect. Runtime
     * monitoring is charged by the processor, and there are no clusters and no volumes.
     */
    static final Map<String, Boolean> PLANS = new TreeMap<>(Map.of(
            "S3_DATA_EVENTS", true,
            "RDS_LOGIN_EVENTS", true,
            "LAMBDA_NETWORK_LOGS", true,
            "EKS_AUDIT_LOGS", false,
            "EBS_MALWARE_PROTECTION", false,
            "RUNTIME_MONITORING", false));

    /**
     * Where GuardDuty watches.
     *
     * @param regions the regions, with the ways into {@code security} there
     * @param organization what gives the service access to the organization, which must have happened
     */
    public record Args(List<RegionAccess> regions, Resource organization) {
        public Args {
            regions = List.copyOf(regions);
        }
    }

    public GuardDuty(String name, Args args, ComponentResourceOptions options) {
        super("holdfast:organization:GuardDuty", name, options);

        args.regions().forEach(region -> watch(name + "-" + region.region(), region, args.organization()));
        registerOutputs(Map.of());
    }

    private void watch(String name, RegionAccess region, Resource organization) {
        var security = region.account(MemberAccount.SECURITY);
        var inSecurity = CustomResourceOptions.builder().parent(this).provider(security.provider());
        var detector = detector(name + "-security", inSecurity.build());
        var own = detector(
                name + "-management",
                CustomResourceOptions.builder()
                        .parent(this)
                        .provider(region.management())
                        .build());
        var administrator = new OrganizationAdminAccount(
                name,
                OrganizationAdminAccountArgs.builder()
                        .adminAccountId(security.id())
                        .build(),
                CustomResourceOptions.builder()
                        .parent(this)
                        .provider(region.management())
                        .dependsOn(List.of(organization, detector, own))
                        .build());
        var configuration = new OrganizationConfiguration(
                name,
                OrganizationConfigurationArgs.builder()
                        .detectorId(detector.id())
                        .autoEnableOrganizationMembers("ALL")
                        .build(),
                inSecurity.dependsOn(administrator).build());
        PLANS.forEach((plan, on) -> new OrganizationConfigurationFeature(
                name + "-" + plan.toLowerCase(Locale.ROOT).replace('_', '-'),
                OrganizationConfigurationFeatureArgs.builder()
                        .detectorId(detector.id())
                        .name(plan)
                        .autoEnable(on ? "ALL" : "NONE")
                        .build(),
                inSecurity.dependsOn(configuration).build()));
    }

    private static Detector detector(String name, CustomResourceOptions options) {
        return new Detector(name, DetectorArgs.builder().enable(true).build(), options);
    }
}
