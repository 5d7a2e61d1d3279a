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
import dev.holdfast.organization.backup.BackupVault;
import dev.holdfast.organization.backup.CrossAccountBackup;
import dev.holdfast.organization.backup.RestoreTest;
import dev.holdfast.organization.registry.ImageRegistry;
import dev.holdfast.organization.state.StateBucket;
import dev.holdfast.organization.state.StateEnvironment;
import java.util.LinkedHashMap;
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
        keepState(ctx, settings, tree, reached, options);
        // What lies in the accounts comes here: a component for each concern, in the accounts of `reached`.
        receiveBackups(ctx, tree, reached, management);
        shareImages(settings, tree, reached);
        if (reached.size() == settings.accounts().size()) {
            steps.done("the baseline of every account");
        }
        steps.tell(ctx);
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

    private static void receiveBackups(
            Context ctx, OrganizationTree tree, Map<String, AccountAccess> reached, Provider management) {
        var across = new CrossAccountBackup(
                "cross-account-backup",
                ComponentResourceOptions.builder()
                        .providers(management)
                        .dependsOn(tree)
                        .build());
        var account = reached.get(MemberAccount.BACKUP);
        if (account == null) {
            return;
        }
        var options = ComponentResourceOptions.builder()
                .providers(account.provider())
                .dependsOn(account.account(), across)
                .build();
        var vault = new BackupVault("backup", new BackupVault.Args(account.id(), tree.organizationId), options);
        new RestoreTest("restore-test", new RestoreTest.Args(account.id(), vault.arn), options);
        ctx.export("backupVault", vault.arn);
        ctx.export("backupKey", vault.keyArn);
    }

    private static void shareImages(Settings settings, OrganizationTree tree, Map<String, AccountAccess> reached) {
        var account = reached.get(MemberAccount.SHARED);
        if (account == null) {
            return;
        }
        var workloads = reached.values().stream()
                .filter(access -> access.member().unit().workloads())
                .map(AccountAccess::id)
                .toList();
        new ImageRegistry(
                "registry",
                new ImageRegistry.Args(settings.repositories(), tree.organizationId, settings.region(), workloads),
                account.options());
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
