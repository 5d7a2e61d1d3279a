package dev.holdfast.organization.audit;

import com.pulumi.aws.accessanalyzer.Analyzer;
import com.pulumi.aws.accessanalyzer.AnalyzerArgs;
import com.pulumi.aws.organizations.DelegatedAdministrator;
import com.pulumi.aws.organizations.DelegatedAdministratorArgs;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import dev.holdfast.conventions.Names;
import dev.holdfast.organization.MemberAccount;
import dev.holdfast.organization.RegionAccess;
import java.util.List;
import java.util.Map;

/**
 * Finds what can be reached from outside the organization: buckets, keys, roles and the like.
 *
 * <p>Makes the account {@code security} the administrator of IAM Access Analyzer and creates an analyzer of external
 * access there, in each region. Needs Access Analyzer's access to the organization. The analyzer of unused access is not
 * created: it is charged by the number of roles and users.
 */
public final class AccessAnalyzer extends ComponentResource {
    /**
     * Where it looks.
     *
     * @param regions the regions, with the ways into {@code security} there; the first is home
     * @param organization what gives the service access to the organization, which must have happened
     */
    public record Args(List<RegionAccess> regions, Resource organization) {
        public Args {
            regions = List.copyOf(regions);
        }
    }

    public AccessAnalyzer(String name, Args args, ComponentResourceOptions options) {
        super("holdfast:organization:AccessAnalyzer", name, options);

        var home = args.regions().get(0);
        var administrator = new DelegatedAdministrator(
                name,
                DelegatedAdministratorArgs.builder()
                        .accountId(home.account(MemberAccount.SECURITY).id())
                        .servicePrincipal("access-analyzer.amazonaws.com")
                        .build(),
                CustomResourceOptions.builder()
                        .parent(this)
                        .provider(home.management())
                        .dependsOn(args.organization())
                        .build());
        for (var region : args.regions()) {
            new Analyzer(
                    name + "-" + region.region(),
                    AnalyzerArgs.builder()
                            .analyzerName(new Names("organization").of("external-access"))
                            .type("ORGANIZATION")
                            .build(),
                    CustomResourceOptions.builder()
                            .parent(this)
                            .provider(region.account(MemberAccount.SECURITY).provider())
                            .dependsOn(administrator)
                            .build());
        }
        registerOutputs(Map.of());
    }
}
