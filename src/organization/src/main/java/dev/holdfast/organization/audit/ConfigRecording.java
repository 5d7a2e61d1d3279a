package dev.holdfast.organization.audit;

import com.pulumi.aws.cfg.ConfigurationAggregator;
import com.pulumi.aws.cfg.ConfigurationAggregatorArgs;
import com.pulumi.aws.cfg.DeliveryChannel;
import com.pulumi.aws.cfg.DeliveryChannelArgs;
import com.pulumi.aws.cfg.Recorder;
import com.pulumi.aws.cfg.RecorderArgs;
import com.pulumi.aws.cfg.RecorderStatus;
import com.pulumi.aws.cfg.RecorderStatusArgs;
import com.pulumi.aws.cfg.inputs.ConfigurationAggregatorOrganizationAggregationSourceArgs;
import com.pulumi.aws.cfg.inputs.RecorderRecordingGroupArgs;
import com.pulumi.aws.iam.Role;
import com.pulumi.aws.iam.RoleArgs;
import com.pulumi.aws.iam.RolePolicyAttachment;
import com.pulumi.aws.iam.RolePolicyAttachmentArgs;
import com.pulumi.aws.iam.ServiceLinkedRole;
import com.pulumi.aws.iam.ServiceLinkedRoleArgs;
import com.pulumi.aws.organizations.DelegatedAdministrator;
import com.pulumi.aws.organizations.DelegatedAdministratorArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.ProviderResource;
import com.pulumi.resources.Resource;
import dev.holdfast.conventions.Names;
import dev.holdfast.conventions.ServiceTrust;
import dev.holdfast.organization.MemberAccount;
import dev.holdfast.organization.RegionAccess;
import dev.holdfast.organization.RoleNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * AWS Config in all accounts: what every resource looked like, and when it changed.
 *
 * <p>Creates a recorder in each account and region, the management account included, and an aggregator in {@code
 * security} that shows all of it. Needs the bucket of {@link LogArchive} and Config's access to the organization, and that
 * no account has a recorder yet, of which AWS allows one in each account and region.
 */
public final class ConfigRecording extends ComponentResource {
    private static final String SERVICE = "config.amazonaws.com";
    private static final String MANAGEMENT = "management";

    /** AWS names the one recorder and the one channel of an account like this. */
    private static final String DEFAULT = "default";

    /**
     * What is recorded.
     *
     * @param bucket the bucket in {@code log-archive} that the recorders deliver into, once they may
     * @param regions the regions, with the ways into the accounts there; the aggregator is in the first
     * @param organization what gives the service access to the organization, which must have happened
     */
    public record Args(Output<String> bucket, List<RegionAccess> regions, Resource organization) {
        public Args {
            regions = List.copyOf(regions);
        }
    }

    /** An account that is recorded, in one region. */
    private record Recorded(String name, ProviderResource provider) {}

    public ConfigRecording(String name, Args args, ComponentResourceOptions options) {
        super("holdfast:organization:ConfigRecording", name, options);

        var home = args.regions().get(0);
        var roles = new LinkedHashMap<String, Output<String>>();
        for (var account : recorded(home)) {
            var role = new ServiceLinkedRole(
                    name + "-" + account.name(),
                    ServiceLinkedRoleArgs.builder().awsServiceName(SERVICE).build(),
                    in(account.provider()));
            roles.put(account.name(), role.arn());
        }
        for (var region : args.regions()) {
            for (var account : recorded(region)) {
                record(
                        name + "-" + account.name() + "-" + region.region(),
                        account.provider(),
                        roles.get(account.name()),
                        args.bucket(),
                        region.equals(home));
            }
        }
        aggregate(name, home, args.organization());
        registerOutputs(Map.of());
    }

    private static List<Recorded> recorded(RegionAccess region) {
        var accounts = new ArrayList<Recorded>();
        accounts.add(new Recorded(MANAGEMENT, region.management()));
        region.accounts().values().forEach(one -> accounts.add(new Recorded(one.name(), one.provider())));
        return accounts;
    }

    private void record(
            String name, ProviderResource provider, Output<String> roleArn, Output<String> bucket, boolean home) {
        var recorder = new Recorder(
                name,
                RecorderArgs.builder()
                        .name(DEFAULT)
                        .roleArn(roleArn)
                        .recordingGroup(RecorderRecordingGroupArgs.builder()
                                .allSupported(true)
                                // Once is enough, and each time is charged.
                                .includeGlobalResourceTypes(home)
                                .build())
                        .build(),
                in(provider));
        var channel = new DeliveryChannel(
                name,
                DeliveryChannelArgs.builder().name(DEFAULT).s3BucketName(bucket).build(),
                in(provider, recorder));
        new RecorderStatus(
                name,
                RecorderStatusArgs.builder()
                        .name(recorder.name())
                        .isEnabled(true)
                        .build(),
                in(provider, channel));
    }

    private void aggregate(String name, RegionAccess home, Resource organization) {
        var security = home.account(MemberAccount.SECURITY);
        var administrator = new DelegatedAdministrator(
                name,
                DelegatedAdministratorArgs.builder()
                        .accountId(security.id())
                        .servicePrincipal(SERVICE)
                        .build(),
                in(home.management(), organization));
        var role = new Role(
                name,
                RoleArgs.builder()
                        .name("config-aggregator")
                        .path(RoleNames.PATH)
                        .description("Lets Config's aggregator see which accounts there are")
                        .assumeRolePolicy(ServiceTrust.in(SERVICE).toJson())
                        .build(),
                in(security.provider()));
        var attachment = new RolePolicyAttachment(
                name,
                RolePolicyAttachmentArgs.builder()
                        .role(role.name())
                        .policyArn("arn:aws:iam::aws:policy/service-role/AWSConfigRoleForOrganizations")
                        .build(),
                in(security.provider()));
        new ConfigurationAggregator(
                name,
                ConfigurationAggregatorArgs.builder()
                        .name(new Names("organization").of("config"))
                        .organizationAggregationSource(
                                ConfigurationAggregatorOrganizationAggregationSourceArgs.builder()
                                        .allRegions(true)
                                        .roleArn(role.arn())
                                        .build())
                        .build(),
                in(security.provider(), administrator, attachment));
    }

    private CustomResourceOptions in(ProviderResource provider, Resource... after) {
        return CustomResourceOptions.builder()
                .parent(this)
                .provider(provider)
                .dependsOn(List.of(after))
                .build();
    }
}
