package dev.holdfast.workload;

import com.pulumi.aws.Provider;
import com.pulumi.aws.ProviderArgs;
import com.pulumi.aws.inputs.ProviderAssumeRoleArgs;
import com.pulumi.aws.inputs.ProviderDefaultTagsArgs;
import com.pulumi.core.Output;
import com.pulumi.exceptions.RunException;
import com.pulumi.resources.StackReference;
import dev.holdfast.conventions.Tags;
import dev.holdfast.workload.stateless.ImageReference;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The AWS account of an environment.
 *
 * @param id its id
 * @param registry where its images come from
 * @param backupVault the ARN of the organization's vault, which takes copies of its backups; none before the
 *     organization's update that makes it
 * @param loadBalancerLogs the organization's bucket for what load balancers log, once there is one
 */
record Account(
        Output<String> id,
        Output<String> registry,
        Output<Optional<String>> backupVault,
        Output<Optional<String>> loadBalancerLogs) {
    private static final String ORGANIZATION = "holdfast-organization/management";

    /**
     * The account that the settings name, or else the one that the organization's stack made for the environment.
     *
     * @param pulumiOrganization the first part of that stack's name, which a file or S3 backend always calls
     *     {@code organization}
     */
    static Account of(Settings settings, String pulumiOrganization) {
        return settings.account()
                .map(known -> new Account(
                        Output.of(known.id()),
                        Output.of(known.registry()),
                        Output.of(known.backupVault()),
                        Output.of(Optional.empty())))
                .orElseGet(() -> ofOrganization(
                        pulumiOrganization + "/" + ORGANIZATION,
                        settings.environment().account()));
    }

    /** A provider that works in this account and no other: AWS credentials of another one are an error, not a mix-up. */
    Provider provider(Settings settings) {
        return provider(settings, "account", settings.region());
    }

    /** A provider that works in this account and no other, in a region. */
    Provider provider(Settings settings, String name, String region) {
        var args = ProviderArgs.builder()
                .region(region)
                .allowedAccountIds(id.applyValue(List::of))
                .defaultTags(ProviderDefaultTagsArgs.builder()
                        .tags(Tags.workload(settings.environment(), settings.ownership(), settings.expires()))
                        .build());
        settings.roleName()
                .ifPresent(role -> args.assumeRole(ProviderAssumeRoleArgs.builder()
                        .roleArn(Output.format("arn:aws:iam::%s:role/%s", id, Output.of(role)))
                        .sessionName("holdfast")
                        .build()));
        return new Provider(name, args.build());
    }

    /** The account that the vault lies in. */
    Output<Optional<String>> backupAccount() {
        return backupVault.applyValue(vault -> vault.map(arn -> arn.split(":")[4]));
    }

    /** An image of this system, by its digest. */
    Output<ImageReference> image(String service, String digest) {
        return registry.applyValue(host -> new ImageReference(host, "holdfast/" + service, digest));
    }

    private static Account ofOrganization(String stack, String account) {
        var reference = new StackReference(stack);
        return new Account(
                reference.output("accounts").applyValue(accounts -> idOf(stack, accounts, account)),
                reference.output("registry").applyValue(registry -> {
                    if (registry instanceof String text) {
                        return text;
                    }
                    throw missing(stack, "exports no 'registry'");
                }),
                reference.output("backupVault").applyValue(Account::text),
                reference.output("loadBalancerLogs").applyValue(Account::text));
    }

    /** An output that the organization's first update does not have yet. */
    private static Optional<String> text(Object output) {
        return output instanceof String text ? Optional.of(text) : Optional.empty();
    }

    private static String idOf(String stack, Object accounts, String name) {
        if (accounts instanceof Map<?, ?> byName
                && byName.get(name) instanceof Map<?, ?> account
                && account.get("id") instanceof String id) {
            return id;
        }
        throw missing(stack, "exports no account '" + name + "'");
    }

    private static RunException missing(String stack, String what) {
        return new RunException("stack " + stack + " " + what + ": bring it up first with `pulumi up` in"
                + " src/organization, or set holdfast:accountId and holdfast:registry");
    }
}
