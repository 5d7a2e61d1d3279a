package dev.holdfast.organization;

import com.pulumi.Context;
import com.pulumi.Pulumi;
import com.pulumi.aws.Provider;
import com.pulumi.aws.ProviderArgs;
import com.pulumi.aws.inputs.ProviderDefaultTagsArgs;
import com.pulumi.core.Output;
import com.pulumi.exceptions.RunException;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.Resource;
import dev.holdfast.conventions.CommonPool;
import dev.holdfast.conventions.Configuration;
import dev.holdfast.conventions.ConfigurationKeys;
import dev.holdfast.conventions.InvalidConfiguration;
import dev.holdfast.conventions.Tags;
import dev.holdfast.organization.baseline.Baseline;
import dev.holdfast.organization.people.People;
import dev.holdfast.organization.people.RootAccess;
import dev.holdfast.organization.pipeline.Pipelines;
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
        var management = new Provider(
                "management",
                ProviderArgs.builder()
                        .region(settings.region())
                        .defaultTags(ProviderDefaultTagsArgs.builder()
                                .tags(Tags.organization())
                                .build())
                        .build());
        var options = ComponentResourceOptions.builder().providers(management).build();
        var steps = new Steps();
        var existing = ExistingOrganization.read(management);

        var tree = new OrganizationTree(
                "organization",
                new OrganizationTree.Args(settings.organizationId(), settings.serviceAccess(), settings.policyTypes()),
                options);
        // Before the accounts: one that is created afterwards has no root credentials at all.
        var beforeAccounts = rootAccess(settings, management, tree, steps);
        var accounts = new MemberAccounts(
                "accounts",
                new MemberAccounts.Args(settings.accounts(), settings.email(), tree.unitIds),
                ComponentResourceOptions.builder()
                        .providers(management)
                        .dependsOn(beforeAccounts)
                        .build());
        steps.done("the organization, its units and accounts");

        ctx.export("organizationId", tree.organizationId);
        ctx.export("accounts", accounts.directory);
        ctx.export("accessRole", RoleNames.ACCESS);
        ctx.export(
                "registry",
                Output.format(
                        "%s.dkr.ecr.%s.amazonaws.com", accounts.ids.get(MemberAccount.SHARED), settings.region()));

        var reached = reached(settings, existing, accounts, steps);
        existing.ifPresent(organization -> inAccounts(
                ctx,
                new ReachedAccounts(
                        settings, organization.managementAccountId(), management, tree, List.copyOf(reached.values())),
                steps));
        if (reached.size() == settings.accounts().size()) {
            steps.done("the baseline of every account");
        }
        steps.tell(ctx);
    }

    /**
     * Central root access needs its service's access, which is not Holdfast's to give while an organization that is taken
     * over stays as it was.
     */
    private static List<Resource> rootAccess(
            Settings settings, Provider management, OrganizationTree tree, Steps steps) {
        if (settings.organizationId().isPresent()) {
            steps.byHand("remove holdfast-organization:organizationId when the next preview changes nothing else: the"
                    + " update after that takes the root users under central management");
            return List.of();
        }
        return List.of(new RootAccess(
                "root-access",
                ComponentResourceOptions.builder()
                        .providers(management)
                        .dependsOn(tree)
                        .build()));
    }

    /** What lies in the accounts that exist already, or leads into them. */
    private static void inAccounts(Context ctx, ReachedAccounts accounts, Steps steps) {
        Baseline.declare(accounts);
        var waysIn = People.declare(accounts, steps);
        Pipelines.declare(accounts, steps);
        ctx.export("awsConfig", Output.of(waysIn.awsConfig()));
        ctx.export("switchRole", Output.of(waysIn.switchRole()));
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
                reached.put(
                        member.name(),
                        AccountAccess.to(member, found.get().id(), settings.accessRole(), settings.region(), account));
            } else {
                steps.next("the baseline of account '" + member.name() + "'"
                        + found.map(account -> ", which is " + account.status() + " in AWS")
                                .orElse(", which this update creates"));
            }
        }
        return reached;
    }
}
