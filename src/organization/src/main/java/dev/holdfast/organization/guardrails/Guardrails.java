package dev.holdfast.organization.guardrails;

import com.pulumi.aws.organizations.Policy;
import com.pulumi.aws.organizations.PolicyArgs;
import com.pulumi.aws.organizations.PolicyAttachment;
import com.pulumi.aws.organizations.PolicyAttachmentArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import dev.holdfast.organization.Unit;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The guardrails of the organization.
 *
 * <p>Creates a policy for each guardrail, and attaches it to the root or to units, one after the other. Needs an
 * organization with {@link #policyTypes()} enabled, the credentials of its management account, and the accounts: what is
 * set up in them comes later, under the guardrails. Exposes nothing; whatever else changes the organization depends on
 * the whole of it. AWS exempts the management account. An organization that is being taken over gets no guardrails until
 * it is Holdfast's: create this only then.
 *
 * <p>The constructor throws InvalidConfiguration, before anything is sent, if AWS's quotas would refuse a guardrail.
 */
public final class Guardrails extends ComponentResource {
    /**
     * What the guardrails are made of.
     *
     * @param organizationId whose data stays its own
     * @param rootId where the guardrails of all accounts are attached
     * @param unitIds where the others are attached: the ids of all units
     * @param regions the regions that may be used
     * @param region the region of the landing zone, which must be one of them
     * @param repositoryOwner the GitHub organization or user, written as on GitHub, whose workflows may assume roles;
     *     without one, the roles' own trust decides alone
     * @param after what is created before the first guardrail: the accounts
     */
    public record Args(
            Output<String> organizationId,
            Output<String> rootId,
            Map<Unit, Output<String>> unitIds,
            List<String> regions,
            String region,
            Optional<String> repositoryOwner,
            List<Resource> after) {
        public Args {
            unitIds = Map.copyOf(unitIds);
            regions = List.copyOf(regions);
            after = List.copyOf(after);
            if (!regions.contains(region)) {
                throw new IllegalArgumentException("the allowed regions " + regions
                        + " do not contain the landing zone's own, '" + region + "'; add it");
            }
            if (!unitIds.keySet().containsAll(EnumSet.allOf(Unit.class))) {
                throw new IllegalArgumentException(
                        "the guardrails need the ids of all units; given are " + unitIds.keySet());
            }
        }
    }

    public Guardrails(String name, Args args, ComponentResourceOptions options) {
        super("holdfast:organization:Guardrails", name, options);

        var guardrails = all(args.organizationId(), args.regions(), args.repositoryOwner());
        Quotas.check(guardrails);

        // AWS refuses concurrent changes of an organization, so each waits for the one before.
        var previous = args.after();
        for (var guardrail : guardrails) {
            var policy = new Policy(
                    name + "-" + guardrail.name(),
                    PolicyArgs.builder()
                            .name(guardrail.awsName())
                            .type(guardrail.type().name())
                            .description(guardrail.description())
                            .content(guardrail.content())
                            .build(),
                    child(previous));
            previous = List.of(policy);
            for (var target : targets(guardrail, args)) {
                var attachment = new PolicyAttachment(
                        name + "-" + guardrail.name() + "-" + target.name(),
                        PolicyAttachmentArgs.builder()
                                .policyId(policy.id())
                                .targetId(target.id())
                                .build(),
                        child(previous));
                previous = List.of(attachment);
            }
        }

        registerOutputs(Map.of());
    }

    /** The types of policy that must be enabled. */
    public static Set<String> policyTypes() {
        return Arrays.stream(PolicyType.values()).map(Enum::name).collect(Collectors.toUnmodifiableSet());
    }

    /** All guardrails, in the order of their creation. */
    static List<Guardrail> all(Output<String> organizationId, List<String> regions, Optional<String> repositoryOwner) {
        return List.of(
                Membership.guardrail(),
                RootUser.guardrail(),
                AllowedRegions.guardrail(regions),
                Audit.guardrail(),
                CiTrust.guardrail(),
                IamUsers.guardrail(),
                Encryption.guardrail(),
                StatefulDeletion.guardrail(),
                Suspension.guardrail(),
                DataPerimeter.guardrail(organizationId, regions, repositoryOwner),
                SecureTransport.guardrail(),
                Ec2Attributes.instances(),
                Ec2Attributes.internet(),
                TagKeys.guardrail(),
                AiOptOut.guardrail());
    }

    private record Target(String name, Output<String> id) {}

    private static List<Target> targets(Guardrail guardrail, Args args) {
        return guardrail.units().isEmpty()
                ? List.of(new Target("root", args.rootId()))
                : guardrail.units().stream()
                        .map(unit -> new Target(
                                unit.title().toLowerCase(Locale.ROOT),
                                args.unitIds().get(unit)))
                        .toList();
    }

    private CustomResourceOptions child(List<Resource> previous) {
        return CustomResourceOptions.builder().parent(this).dependsOn(previous).build();
    }
}
