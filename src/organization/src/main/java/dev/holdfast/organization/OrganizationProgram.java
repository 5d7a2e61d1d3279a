package dev.holdfast.organization;

import com.pulumi.Context;
import com.pulumi.Pulumi;
import com.pulumi.aws.Provider;
import com.pulumi.core.Output;
import com.pulumi.exceptions.RunException;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.Resource;
import dev.holdfast.conventions.CommonPool;
import dev.holdfast.conventions.Configuration;
import dev.holdfast.conventions.ConfigurationKeys;
import dev.holdfast.conventions.InvalidConfiguration;
import dev.holdfast.conventions.PartialValues;
import dev.holdfast.organization.audit.Audit;
import dev.holdfast.organization.backup.Backups;
import dev.holdfast.organization.baseline.Baseline;
import dev.holdfast.organization.cost.Costs;
import dev.holdfast.organization.guardrails.Guardrails;
import dev.holdfast.organization.people.People;
import dev.holdfast.organization.people.RootAccess;
import dev.holdfast.organization.pipeline.Pipelines;
import dev.holdfast.organization.registry.ImageRegistry;
import dev.holdfast.organization.state.StateBucket;
import dev.holdfast.organization.state.StateEnvironment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Creates the AWS Organization, its units and its accounts, from the management account. Stack: {@code management}. */
public final class OrganizationProgram {
    private static final String STACK = "management";

    private OrganizationProgram() {}

    public static void main(String[] arguments) {
        CommonPool.widen();
        PartialValues.ask();
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
        var management = RegionAccess.management("management", settings.region());
        var options = ComponentResourceOptions.builder().providers(management).build();
        var steps = new Steps();
        var existing = ExistingOrganization.read(management);
        var reconciled = new Reconciliation(settings, existing, PreviousUpdate.read(ctx));

        var tree = new OrganizationTree(
                "organization",
                new OrganizationTree.Args(settings.organizationId(), settings.serviceAccess(), settings.policyTypes()),
                options);
        // Before the accounts: one that is created afterwards has no root credentials at all.
        var beforeAccounts = rootAccess(settings, management, tree);
        var accounts = new MemberAccounts(
                "accounts",
                new MemberAccounts.Args(
                        settings.accounts(),
                        settings.email(),
                        tree.unitIds,
                        reconciled.ids(),
                        settings.organizationId().isPresent()),
                ComponentResourceOptions.builder()
                        .providers(management)
                        .resourceTransformations(Order.after(beforeAccounts))
                        .build());
        steps.done("the organization, its units and accounts");

        // An organization that is being taken over stays as it is: guardrails could stop what runs in its accounts.
        if (settings.organizationId().isEmpty()) {
            new Guardrails(
                    "guardrails",
                    new Guardrails.Args(
                            tree.organizationId,
                            tree.rootId,
                            tree.unitIds,
                            settings.regions(),
                            settings.region(),
                            settings.repository().map(Repository::owner),
                            List.of(accounts)),
                    options);
            steps.done("the guardrails");
        }

        ctx.export("organizationId", tree.organizationId);
        ctx.export("accounts", accounts.directory);
        ctx.export(PreviousUpdate.CLOSED, Output.of(reconciled.closed()));
        ctx.export("accessRole", RoleNames.ACCESS);
        ctx.export(
                "registry",
                Output.format(
                        "%s.dkr.ecr.%s.amazonaws.com", accounts.ids.get(MemberAccount.SHARED), settings.region()));

        var reached = reached(settings, reconciled, accounts);
        keepState(ctx, settings, tree, reached, options);
        if (existing.isPresent() && settings.organizationId().isEmpty()) {
            var home = new RegionAccess(settings.region(), management, reached);
            inAccounts(ctx, ReachedAccounts.of(settings, existing.get(), tree.organization, home), steps);
        } else if (existing.isEmpty()) {
            steps.next("budgets, the audit trail, the alarms and the security services");
        }
        if (!reached.isEmpty()) {
            steps.done("the baseline of " + String.join(", ", reached.keySet()));
        }
        ctx.export(PreviousUpdate.BASELINE, Output.of(List.copyOf(reached.keySet())));
        reconciled.tell(steps);
        steps.tell(ctx);
    }

    /**
     * Central root access needs its service's access, which is not Holdfast's to give while an organization that is taken
     * over stays as it was.
     */
    private static List<Resource> rootAccess(Settings settings, Provider management, OrganizationTree tree) {
        if (settings.organizationId().isPresent()) {
            return List.of();
        }
        return List.of(new RootAccess(
                "root-access",
                ComponentResourceOptions.builder()
                        .providers(management)
                        .resourceTransformations(Order.after(List.of(tree.organization)))
                        .build()));
    }

    /** Where the states are, this stack's too: in the management account, and so from the first update on. */
    private static void keepState(
            Context ctx,
            Settings settings,
            OrganizationTree tree,
            Map<String, AccountAccess> reached,
            ComponentResourceOptions options) {
        var environments = StateEnvironment.WORKLOADS.stream()
                .map(name -> new StateEnvironment(
                        name, Optional.ofNullable(reached.get(name)).map(AccountAccess::id)))
                .toList();
        var state = new StateBucket(
                "state",
                new StateBucket.Args(settings.region(), tree.managementAccountId, tree.organizationId, environments),
                options);
        ctx.export("stateBucket", state.url);
        ctx.export("secretsProviders", state.secretsProviders);
    }

    /** What lies in the accounts that exist already, or leads into them. */
    private static void inAccounts(Context ctx, ReachedAccounts accounts, Steps steps) {
        Baseline.declare(accounts);
        var waysIn = People.declare(accounts, steps);
        Pipelines.declare(accounts, steps);
        ImageRegistry.declare(accounts);
        Backups.declare(accounts).ifPresent(vault -> {
            ctx.export("backupVault", vault.arn);
            ctx.export("backupKey", vault.keyArn);
        });
        Costs.declare(accounts, steps);
        Audit.declare(accounts, steps).ifPresent(audit -> ctx.export("loadBalancerLogs", audit.loadBalancerLogs));
        ctx.export("awsConfig", Output.of(waysIn.awsConfig()));
        ctx.export("switchRole", Output.of(waysIn.switchRole()));
    }

    /** A way into each account that resources are declared in; what does not exist yet waits for the next update. */
    private static Map<String, AccountAccess> reached(
            Settings settings, Reconciliation reconciled, MemberAccounts accounts) {
        var reached = new LinkedHashMap<String, AccountAccess>();
        for (var member : reconciled.reached()) {
            var id = reconciled.ids().get(member.name());
            var account = accounts.accounts.get(member.name());
            reached.put(member.name(), AccountAccess.to(member, id, settings.accessRole(), settings.region(), account));
        }
        return reached;
    }
}
