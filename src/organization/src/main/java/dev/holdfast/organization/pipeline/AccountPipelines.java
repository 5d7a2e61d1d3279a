package dev.holdfast.organization.pipeline;

import com.pulumi.aws.iam.OpenIdConnectProvider;
import com.pulumi.aws.iam.OpenIdConnectProviderArgs;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import dev.holdfast.organization.ReachedAccounts;
import java.util.Map;

/**
 * What the repository's pipelines have in one account: the roles of {@link Pipelines}, and, where one of them trusts
 * GitHub's tokens, the identity provider that these come from. Needs a provider of the account.
 *
 * <p>An account can have one identity provider for GitHub: one that was there already is to be imported.
 */
public final class AccountPipelines extends ComponentResource {
    /**
     * The account.
     *
     * @param account its name; {@link ReachedAccounts#MANAGEMENT} is the management account
     * @param accountId its id
     */
    public record Args(Pipelines pipelines, String account, String accountId) {}

    public AccountPipelines(String name, Args args, ComponentResourceOptions options) {
        super("holdfast:organization:AccountPipelines", name, options);
        var roles = args.pipelines().roles(args.account(), args.accountId());
        var child = ComponentResourceOptions.builder().parent(this);
        if (roles.stream().anyMatch(role -> role.trust().toJson().contains(GitHubRuns.HOST))) {
            // IAM knows the authorities that sign GitHub's certificate and asks for no thumbprint of it.
            child.dependsOn(new OpenIdConnectProvider(
                    name,
                    OpenIdConnectProviderArgs.builder()
                            .url("https://" + GitHubRuns.HOST)
                            .clientIdLists(GitHubRuns.AUDIENCE)
                            .build(),
                    CustomResourceOptions.builder().parent(this).build()));
        }
        roles.forEach(role -> new PipelineRole(name + "-" + role.role(), role, child.build()));
        registerOutputs(Map.of());
    }
}
