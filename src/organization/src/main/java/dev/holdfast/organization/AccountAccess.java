package dev.holdfast.organization;

import com.pulumi.aws.Provider;
import com.pulumi.aws.ProviderArgs;
import com.pulumi.aws.inputs.ProviderAssumeRoleArgs;
import com.pulumi.aws.inputs.ProviderDefaultTagsArgs;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import com.pulumi.resources.ResourceTransformation;
import dev.holdfast.conventions.Tags;
import java.util.List;
import java.util.Optional;

/**
 * An account that existed when the update began, and the way into it.
 *
 * @param member the account as it is configured
 * @param id its id, known before the update
 * @param provider works in this account and in no other
 * @param account the account among the resources: whatever is declared in it depends on it
 */
public record AccountAccess(MemberAccount member, String id, Provider provider, Resource account) {
    /**
     * The way into an account: a role, by default the one that AWS creates with it, assumed from the management account.
     * Credentials of another account are an error, not a mix-up.
     */
    static AccountAccess to(MemberAccount member, String id, String role, String region, Resource account) {
        return new AccountAccess(member, id, provider("account-" + member.name(), id, role, region), account);
    }

    private static Provider provider(String name, String id, String role, String region) {
        return new Provider(
                name,
                ProviderArgs.builder()
                        .region(region)
                        .allowedAccountIds(id)
                        .assumeRole(ProviderAssumeRoleArgs.builder()
                                .roleArn("arn:aws:iam::" + id + ":role/" + role)
                                .sessionName("holdfast")
                                .build())
                        .defaultTags(ProviderDefaultTagsArgs.builder()
                                .tags(Tags.organization())
                                .build())
                        .build());
    }

    /** The same way into the same account, to another region. */
    AccountAccess in(String region, String role) {
        return new AccountAccess(member, id, provider("account-" + name() + "-" + region, id, role, region), account);
    }

    /** Its name. */
    public String name() {
        return member.name();
    }

    /** The options of a component that lies in this account; everything in this account belongs to one. */
    public ComponentResourceOptions options() {
        return ComponentResourceOptions.builder()
                .providers(provider)
                .resourceTransformations(
                        member.leaving()
                                ? List.of(Order.after(List.of(account)), AccountAccess::left)
                                : List.of(Order.after(List.of(account))))
                .build();
    }

    /**
     * Once the account is closed, the engine only forgets what is in it: nobody can delete anything there, and AWS keeps
     * it for the 90 days in which the account can be opened again.
     */
    private static Optional<ResourceTransformation.Result> left(ResourceTransformation.Args resource) {
        if (!(resource.options() instanceof CustomResourceOptions options)) {
            return Optional.empty();
        }
        var leaving = CustomResourceOptions.builder()
                .protect(false)
                .retainOnDelete(true)
                .build();
        return Optional.of(
                new ResourceTransformation.Result(resource.args(), CustomResourceOptions.merge(options, leaving)));
    }
}
