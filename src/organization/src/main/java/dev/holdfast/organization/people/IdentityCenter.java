package dev.holdfast.organization.people;

import com.pulumi.aws.Provider;
import com.pulumi.aws.identitystore.Group;
import com.pulumi.aws.identitystore.GroupArgs;
import com.pulumi.aws.ssoadmin.AccountAssignment;
import com.pulumi.aws.ssoadmin.AccountAssignmentArgs;
import com.pulumi.aws.ssoadmin.ManagedPolicyAttachment;
import com.pulumi.aws.ssoadmin.ManagedPolicyAttachmentArgs;
import com.pulumi.aws.ssoadmin.PermissionSet;
import com.pulumi.aws.ssoadmin.PermissionSetArgs;
import com.pulumi.aws.ssoadmin.PermissionSetInlinePolicy;
import com.pulumi.aws.ssoadmin.PermissionSetInlinePolicyArgs;
import com.pulumi.aws.ssoadmin.SsoadminFunctions;
import com.pulumi.core.Output;
import com.pulumi.deployment.InvokeOptions;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.InvokeArgs;
import com.pulumi.resources.Resource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How people get into the accounts: the permission sets of {@link AccessLevel}, the groups, and the assignments of {@link
 * Grant}.
 *
 * <p>Needs the provider of the management account and an instance of IAM Identity Center in its region, which no API
 * enables in a management account: a person does, once.
 */
public final class IdentityCenter extends ComponentResource {
    /**
     * An instance that a person enabled.
     *
     * @param arn what permission sets belong to
     * @param identityStoreId where groups and people are, {@code d-...}
     */
    public record Instance(String arn, String identityStoreId) {
        /** Asks AWS; empty if Identity Center is not enabled, or in another region. */
        public static Optional<Instance> read(Provider management) {
            var found = SsoadminFunctions.getInstancesPlain(
                            InvokeArgs.Empty,
                            InvokeOptions.builder().provider(management).build())
                    .join();
            return found.arns().isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Instance(
                            found.arns().get(0), found.identityStoreIds().get(0)));
        }
    }

    /**
     * Who gets where.
     *
     * @param groups the ids of groups that are there already, by name; the others are made
     * @param places the accounts
     */
    public record Args(Instance instance, Map<String, String> groups, List<Place> places) {
        public Args {
            groups = Map.copyOf(groups);
            places = List.copyOf(places);
        }

        /** With the groups of an identity store: looked up where another identity provider sends them. */
        public static Args of(IdentityStore store, Instance instance, Provider management, List<Place> places) {
            var groups = store == IdentityStore.EXTERNAL
                    ? IdentityStore.lookUp(management, instance.identityStoreId(), Grant.groups())
                    : Map.<String, String>of();
            return new Args(instance, groups, places);
        }
    }

    private final Args args;
    private final CustomResourceOptions child;

    public IdentityCenter(String name, Args args, ComponentResourceOptions options) {
        super("holdfast:organization:IdentityCenter", name, options);
        this.args = args;
        child = CustomResourceOptions.builder().parent(this).build();
        var groups = groups(name);
        for (var level : AccessLevel.ALL) {
            permissionSet(name + "-" + level.name(), level, groups);
        }
        registerOutputs(Map.of());
    }

    private Map<String, Output<String>> groups(String name) {
        var ids = new LinkedHashMap<String, Output<String>>();
        for (var group : Grant.groups()) {
            ids.put(
                    group,
                    args.groups().containsKey(group)
                            ? Output.of(args.groups().get(group))
                            : new Group(
                                            name + "-" + group,
                                            GroupArgs.builder()
                                                    .identityStoreId(
                                                            args.instance().identityStoreId())
                                                    .displayName(group)
                                                    .description("Made by Holdfast; docs/access.md says what it gets")
                                                    .build(),
                                            child)
                                    .groupId());
        }
        return ids;
    }

    private void permissionSet(String name, AccessLevel level, Map<String, Output<String>> groups) {
        var set = new PermissionSet(
                name,
                PermissionSetArgs.builder()
                        .instanceArn(args.instance().arn())
                        .name(level.name())
                        .description(level.description())
                        .sessionDuration(level.session())
                        .build(),
                child);
        var policies = policies(name, level, set);
        // AWS works on ten assignments at a time ("IAM Identity Center quotas"). The permission sets are assigned side
        // by side, and
        // each of them to one account after the other; a policy that came later would be sent to all accounts again.
        var previous = policies;
        for (var grant : Grant.ALL) {
            for (var place : args.places()) {
                if (grant.level() == level && grant.places().test(place)) {
                    previous = List.of(new AccountAssignment(
                            name + "-" + grant.group() + "-" + place.name(),
                            AccountAssignmentArgs.builder()
                                    .instanceArn(args.instance().arn())
                                    .permissionSetArn(set.arn())
                                    .principalType("GROUP")
                                    .principalId(groups.get(grant.group()))
                                    .targetType("AWS_ACCOUNT")
                                    .targetId(place.id())
                                    .build(),
                            CustomResourceOptions.builder()
                                    .parent(this)
                                    .dependsOn(previous)
                                    .build()));
                }
            }
        }
    }

    private List<Resource> policies(String name, AccessLevel level, PermissionSet set) {
        var policies = new ArrayList<Resource>();
        for (var managed : level.managed()) {
            policies.add(new ManagedPolicyAttachment(
                    name + "-" + managed.substring(managed.indexOf('/') + 1),
                    ManagedPolicyAttachmentArgs.builder()
                            .instanceArn(args.instance().arn())
                            .permissionSetArn(set.arn())
                            .managedPolicyArn("arn:aws:iam::aws:policy/" + managed)
                            .build(),
                    child));
        }
        level.inline()
                .ifPresent(policy -> policies.add(new PermissionSetInlinePolicy(
                        name,
                        PermissionSetInlinePolicyArgs.builder()
                                .instanceArn(args.instance().arn())
                                .permissionSetArn(set.arn())
                                .inlinePolicy(policy.toJson())
                                .build(),
                        child)));
        return policies;
    }
}
