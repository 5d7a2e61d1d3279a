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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
        var reconciled = new Reconciliation(settings, ExistingOrganization.read(management), PreviousUpdate.read(ctx));

        var tree = new OrganizationTree(
                "organization",
                new OrganizationTree.Args(settings.organizationId(), settings.serviceAccess(), settings.policyTypes()),
                options);
        var accounts = new MemberAccounts(
                "accounts",
                new MemberAccounts.Args(
                        settings.accounts(),
                        settings.email(),
                        tree.unitIds,
                        reconciled.ids(),
                        settings.organizationId().isPresent()),
                options);
        steps.done("the organization, its units and accounts");

        ctx.export("organizationId", tree.organizationId);
        ctx.export("accounts", accounts.directory);
        ctx.export(PreviousUpdate.CLOSED, Output.of(reconciled.closed()));
        ctx.export("accessRole", RoleNames.ACCESS);
        ctx.export(
                "registry",
                Output.format(
                        "%s.dkr.ecr.%s.amazonaws.com", accounts.ids.get(MemberAccount.SHARED), settings.region()));

        var reached = reached(settings, reconciled, accounts);
        // What lies in the accounts comes here: a component for each concern, in the accounts of `reached`.
        if (!reached.isEmpty()) {
            steps.done("the baseline of " + String.join(", ", reached.keySet()));
        }
        ctx.export(PreviousUpdate.BASELINE, Output.of(List.copyOf(reached.keySet())));
        reconciled.tell(steps);
        steps.tell(ctx);
    }

    /** A way into each account that resources are declared in; what does not exist yet waits for the next update. */
    private static Map<String, AccountAccess> reached(
            Settings settings, Reconciliation reconciled, MemberAccounts accounts) {
        var reached = new LinkedHashMap<String, AccountAccess>();
        for (var member : reconciled.reached()) {
            var id = reconciled.ids().get(member.name());
            var account = accounts.accounts.get(member.name());
            reached.put(member.name(), AccountAccess.to(member, id, settings.region(), account));
        }
        return reached;
    }
}
