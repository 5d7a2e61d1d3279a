package dev.holdfast.organization;

import com.pulumi.aws.Provider;
import com.pulumi.aws.ProviderArgs;
import com.pulumi.aws.inputs.ProviderAssumeRoleArgs;
import com.pulumi.aws.inputs.ProviderDefaultTagsArgs;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.Resource;
import dev.holdfast.conventions.Tags;
import java.util.List;

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
     * The way into an account: the role that AWS creates with it, assumed from the management account. Credentials of
     * another account are an error, not a mix-up.
     */
    static AccountAccess to(MemberAccount member, String id, String region, Resource account) {
        var provider = new Provider(
                "account-" + member.name(),
                ProviderArgs.builder()
                        .region(region)
                        .allowedAccountIds(id)
                        .assumeRole(ProviderAssumeRoleArgs.builder()
                                .roleArn(RoleNames.accessArn(id))
                                .sessionName("holdfast")
                                .build())
                        .defaultTags(ProviderDefaultTagsArgs.builder()
                                .tags(Tags.organization())
                                .build())
                        .build());
        return new AccountAccess(member, id, provider, account);
    }

    /** Its name. */
    public String name() {
        return member.name();
    }

    /** The options of a component that lies in this account. */
    public ComponentResourceOptions options() {
        return ComponentResourceOptions.builder()
                .providers(provider)
                .dependsOn(List.of(account))
                .build();
    }
}
