package dev.holdfast.organization.audit;

import com.pulumi.aws.Provider;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.Resource;
import dev.holdfast.organization.AccountAccess;
import dev.holdfast.organization.CostlyServices;
import dev.holdfast.organization.MemberAccount;
import dev.holdfast.organization.ReachedAccounts;
import dev.holdfast.organization.RegionAccess;
import dev.holdfast.organization.Steps;
import dev.holdfast.organization.Unit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * All that records and watches the organization: the trail and the alarms on it, always, and each service that is switched
 * on. Needs the accounts {@code log-archive} and {@code security}. Exposes where load balancers write their logs.
 */
public final class Audit extends ComponentResource {
    private static final String WHAT = "the audit trail, the alarms and the security services";

    /** The units whose accounts serve users, by load balancers. */
    private static final List<Unit> WORKLOADS = List.of(Unit.WORKLOADS, Unit.NON_PRODUCTION, Unit.PRODUCTION);

    /** The name of the bucket for load balancers' logs, once they may write into it. */
    public final Output<String> loadBalancerLogs;

    /**
     * What is watched.
     *
     * @param organizationId the organization
     * @param managementId the account that it is managed from
     * @param regions the regions, with the ways into all accounts there; the first is home
     * @param alarmEmail who is told
     * @param services which services are on
     * @param organization what gives the services access to the organization, which must have happened
     */
    public record Args(
            String organizationId,
            String managementId,
            List<RegionAccess> regions,
            String alarmEmail,
            CostlyServices services,
            Resource organization) {
        public Args {
            regions = List.copyOf(regions);
        }

        private RegionAccess home() {
            return regions.get(0);
        }
    }

    /**
     * Declares it, unless the accounts that it lies in are missing. It comes last: when the accounts are there that it
     * watches.
     */
    public static Optional<Audit> declare(ReachedAccounts accounts, Steps steps) {
        var settings = accounts.settings();
        var missing = Stream.of(MemberAccount.LOG_ARCHIVE, MemberAccount.SECURITY)
                .filter(name -> !accounts.home().accounts().containsKey(name))
                .toList();
        if (!missing.isEmpty()) {
            steps.next(WHAT + ", which need the accounts " + String.join(", ", missing));
            return Optional.empty();
        }
        steps.done(WHAT);
        steps.byHand("agree to the mail from AWS to " + settings.alarmEmail()
                + ", once; until then no alarm reaches anybody");
        if (settings.services().securityHub() && !settings.services().config()) {
            steps.byHand("Security Hub collects findings, but can check little without AWS Config, which costs: see"
                    + " docs/cost.md, and set holdfast-organization:config to true");
        }
        return Optional.of(new Audit(
                "audit",
                new Args(
                        accounts.organizationId(),
                        accounts.managementId(),
                        accounts.regions().stream().map(RegionAccess::staying).toList(),
                        settings.alarmEmail(),
                        settings.services(),
                        accounts.organization()),
                ComponentResourceOptions.builder()
                        .providers(accounts.management())
                        .build()));
    }

    public Audit(String name, Args args, ComponentResourceOptions options) {
        super("holdfast:organization:Audit", name, options);

        var archive = archive(args);
        loadBalancerLogs = archive.loadBalancerLogs;
        var management = args.home().management();
        var trail = new OrganizationTrail(
                "trail",
                new OrganizationTrail.Args(
                        args.home().region(),
                        args.organizationId(),
                        args.managementId(),
                        archive.trailBucket,
                        archive.keyArn,
                        args.organization()),
                in(management));
        new Alarms(
                "alarms",
                new Alarms.Args(args.home().region(), args.managementId(), trail.logGroup, args.alarmEmail()),
                in(management));
        services(args, archive.configLogs, in(management));
        registerOutputs(Map.of("loadBalancerLogs", loadBalancerLogs));
    }

    private LogArchive archive(Args args) {
        var account = args.home().account(MemberAccount.LOG_ARCHIVE);
        return new LogArchive(
                "log-archive",
                new LogArchive.Args(
                        account.id(),
                        args.home().region(),
                        args.organizationId(),
                        args.managementId(),
                        OrganizationTrail.arn(args.home().region(), args.managementId()),
                        ids(args, member -> true),
                        ids(args, member -> WORKLOADS.contains(member.unit()))),
                in(account.provider()));
    }

    private static List<String> ids(Args args, Predicate<MemberAccount> which) {
        return args.home().accounts().values().stream()
                .filter(one -> which.test(one.member()))
                .map(AccountAccess::id)
                .sorted()
                .toList();
    }

    private static void services(Args args, Output<String> configLogs, ComponentResourceOptions options) {
        var services = args.services();
        if (services.guardDuty()) {
            new GuardDuty("guardduty", new GuardDuty.Args(args.regions(), args.organization()), options);
        }
        if (services.accessAnalyzer()) {
            new AccessAnalyzer(
                    "access-analyzer", new AccessAnalyzer.Args(args.regions(), args.organization()), options);
        }
        if (services.securityHub()) {
            new SecurityHub(
                    "security-hub",
                    new SecurityHub.Args(args.managementId(), args.regions(), args.organization()),
                    options);
        }
        if (services.config()) {
            new ConfigRecording(
                    "config", new ConfigRecording.Args(configLogs, args.regions(), args.organization()), options);
        }
    }

    private ComponentResourceOptions in(Provider provider) {
        return ComponentResourceOptions.builder()
                .parent(this)
                .providers(provider)
                .build();
    }
}
