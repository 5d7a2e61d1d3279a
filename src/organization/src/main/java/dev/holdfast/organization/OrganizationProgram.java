package dev.holdfast.organization;

import com.pulumi.Context;
import com.pulumi.Pulumi;
import com.pulumi.aws.Provider;
import com.pulumi.aws.ProviderArgs;
import com.pulumi.aws.inputs.ProviderDefaultTagsArgs;
import com.pulumi.core.Output;
import com.pulumi.exceptions.RunException;
import com.pulumi.resources.ComponentResourceOptions;
import dev.holdfast.conventions.CommonPool;
import dev.holdfast.conventions.Configuration;
import dev.holdfast.conventions.ConfigurationKeys;
import dev.holdfast.conventions.InvalidConfiguration;
import dev.holdfast.conventions.Tags;
import dev.holdfast.organization.audit.Audit;
import dev.holdfast.organization.cost.Budgets;
import dev.holdfast.organization.cost.CostAnomalies;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Creates the AWS Organization, its units and its accounts, from the management account. Stack: {@code management}. */
public final class OrganizationProgram {
    private static final String STACK = "management";

    private OrganizationProgram() {}

    public static void main(String[] arguments) {
        CommonPool.widen();
        Pulumi.run(OrganizationProgram::stack);
    }

    static void stack(Context ctx) {
        var keys = new Configuration(Settings.PROJECT, ctx.config()::get, ConfigurationKeys.told());
        try {
            refuseOtherStacks(ctx.stackName());
            declare(ctx, Settings.read(keys, keys.beside("aws", ctx.config("aws")::get)));
        } catch (InvalidConfiguration invalid) {
            // The SDK shows this exception's message without a stack trace.
            throw new RunException(invalid.getMessage(), invalid);
        }
    }

    /** There is one organization; workloads look for its outputs in the stack of this name. */
    private static void refuseOtherStacks(String stack) {
        if (!stack.equals(STACK)) {
            throw new InvalidConfiguration("stack '" + stack + "' is not the organization's: allowed is only '" + STACK
                    + "'; select it with `pulumi stack select " + STACK + "`");
        }
    }

    static void declare(Context ctx, Settings settings) {
        var management = management("management", settings.region());
        var options = ComponentResourceOptions.builder().providers(management).build();
        var steps = new Steps();
        var existing = ExistingOrganization.read(management);

        var tree = new OrganizationTree(
                "organization",
                new OrganizationTree.Args(settings.organizationId(), settings.serviceAccess(), settings.policyTypes()),
                options);
        var accounts = new MemberAccounts(
                "accounts", new MemberAccounts.Args(settings.accounts(), settings.email(), tree.unitIds), options);
        steps.done("the organization, its units and accounts");

        ctx.export("organizationId", tree.organizationId);
        ctx.export("accounts", accounts.directory);
        ctx.export("accessRole", RoleNames.ACCESS);
        ctx.export(
                "registry",
                Output.format(
                        "%s.dkr.ecr.%s.amazonaws.com", accounts.ids.get(MemberAccount.SHARED), settings.region()));

        var reached = reached(settings, existing, accounts, steps);
        // What lies in the accounts comes here: a component for each concern, in the accounts of `reached`.
        if (reached.size() == settings.accounts().size()) {
            steps.done("the baseline of every account");
        }
        existing.ifPresentOrElse(
                organization -> {
                    var home = new RegionAccess(settings.region(), management, reached);
                    costs(settings, organization, home, steps);
                    audit(ctx, settings, organization, home, tree, steps);
                },
                () -> steps.next("budgets, the audit trail, the alarms and the security services"));
        steps.tell(ctx);
    }

    private static Provider management(String name, String region) {
        return new Provider(
                name,
                ProviderArgs.builder()
                        .region(region)
                        .defaultTags(ProviderDefaultTagsArgs.builder()
                                .tags(Tags.organization())
                                .build())
                        .build());
    }

    private static void costs(Settings settings, ExistingOrganization existing, RegionAccess home, Steps steps) {
        var options =
                ComponentResourceOptions.builder().providers(home.management()).build();
        var budgets = new ArrayList<Budgets.Account>();
        var ids = new LinkedHashMap<String, String>();
        budgets.add(new Budgets.Account("management", existing.managementAccountId(), settings.budget()));
        ids.put("management", existing.managementAccountId());
        home.accounts().values().forEach(account -> {
            budgets.add(new Budgets.Account(
                    account.name(), account.id(), account.member().budget().orElse(settings.budget())));
            ids.put(account.name(), account.id());
        });
        new Budgets("budgets", new Budgets.Args(budgets, settings.alarmEmail()), options);
        if (settings.services().costAnomalies()) {
            new CostAnomalies("cost-anomalies", new CostAnomalies.Args(ids, settings.alarmEmail()), options);
        } else {
            steps.byHand(
                    "open Cost Explorer in the management account's console once, which enables it within a day; then"
                            + " set holdfast-organization:costAnomalies to true, and unusual costs are told to "
                            + settings.alarmEmail());
        }
        steps.done("a budget for every account, told to " + settings.alarmEmail());
    }

    /** What watches the accounts comes last: when the accounts that it lies in are there, and those that it watches. */
    private static void audit(
            Context ctx,
            Settings settings,
            ExistingOrganization existing,
            RegionAccess home,
            OrganizationTree tree,
            Steps steps) {
        var what = "the audit trail, the alarms and the security services";
        if (settings.organizationId().isPresent()) {
            steps.byHand(
                    "remove holdfast-organization:organizationId once the preview after the take-over is as it should be:"
                            + " " + what + " need access to the organization, which stays as it was until then");
            return;
        }
        var missing = Stream.of(MemberAccount.LOG_ARCHIVE, MemberAccount.SECURITY)
                .filter(name -> !home.accounts().containsKey(name))
                .toList();
        if (!missing.isEmpty()) {
            steps.next(what + ", which need the accounts " + missing);
            return;
        }
        var regions = new ArrayList<RegionAccess>();
        regions.add(home);
        settings.regions().stream()
                .filter(region -> !region.equals(home.region()))
                .forEach(region -> regions.add(home.in(region, management("management-" + region, region))));
        var audit = new Audit(
                "audit",
                new Audit.Args(
                        existing.id(),
                        existing.managementAccountId(),
                        regions,
                        settings.alarmEmail(),
                        settings.services(),
                        tree),
                ComponentResourceOptions.builder().providers(home.management()).build());
        ctx.export("loadBalancerLogs", audit.loadBalancerLogs);
        steps.done(what);
        steps.byHand("agree to the mail from AWS to " + settings.alarmEmail()
                + ", once; until then no alarm reaches anybody");
        if (settings.services().securityHub() && !settings.services().config()) {
            steps.byHand("Security Hub collects findings, but can check little without AWS Config, which costs: see"
                    + " docs/costs.md, and set holdfast-organization:config to true");
        }
    }

    /** The accounts that AWS had when this update began, with a way into each; the others wait for the next update. */
    private static Map<String, AccountAccess> reached(
            Settings settings, Optional<ExistingOrganization> existing, MemberAccounts accounts, Steps steps) {
        var reached = new LinkedHashMap<String, AccountAccess>();
        for (var member : settings.accounts()) {
            if (member.closed()) {
                continue;
            }
            var found = existing.flatMap(organization -> organization.find(member));
            if (found.filter(ExistingOrganization.Account::active).isPresent()) {
                var account = accounts.accounts.get(member.name());
                reached.put(member.name(), AccountAccess.to(member, found.get().id(), settings.region(), account));
            } else {
                steps.next("the baseline of account '" + member.name() + "'"
                        + found.map(account -> ", which is " + account.status() + " in AWS")
                                .orElse(", which this update creates"));
            }
        }
        return reached;
    }
}
