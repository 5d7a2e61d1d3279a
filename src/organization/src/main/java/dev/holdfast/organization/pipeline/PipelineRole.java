package dev.holdfast.organization.pipeline;

import com.pulumi.aws.iam.Policy;
import com.pulumi.aws.iam.PolicyArgs;
import com.pulumi.aws.iam.Role;
import com.pulumi.aws.iam.RoleArgs;
import com.pulumi.aws.iam.RolePolicy;
import com.pulumi.aws.iam.RolePolicyArgs;
import com.pulumi.aws.iam.RolePolicyAttachment;
import com.pulumi.aws.iam.RolePolicyAttachmentArgs;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import dev.holdfast.organization.RoleNames;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;

/** A role of the pipelines in one account, {@code /holdfast/<name>}, with its permissions and its boundary. */
final class PipelineRole extends ComponentResource {
    /** The most characters that IAM allows a managed policy, white space not counted. */
    static final int LONGEST_MANAGED_POLICY = 6144;

    /** The most characters that IAM allows a role's inline policies together. */
    static final int LONGEST_INLINE_POLICIES = 10240;

    /**
     * The role.
     *
     * @param role its name, one of {@link RoleNames}
     * @param trust who takes it on
     * @param managed the name of AWS's own policy that it has, if any
     * @param permissions what it may do besides, if anything
     * @param boundary what it cannot do, whatever it is given
     * @param sessionSeconds how long a session may last
     */
    record Args(
            String role,
            String description,
            IamPolicy trust,
            Optional<String> managed,
            Optional<IamPolicy> permissions,
            IamPolicy boundary,
            int sessionSeconds) {
        public Args {
            refuseLonger("boundary", role, boundary, LONGEST_MANAGED_POLICY);
            permissions.ifPresent(policy -> refuseLonger("permissions", role, policy, LONGEST_INLINE_POLICIES));
        }

        private static void refuseLonger(String what, String role, IamPolicy policy, int longest) {
            var length = policy.toJson().length();
            if (length > longest) {
                throw new IllegalArgumentException(
                        "the " + what + " of role '" + role + "' has " + length + " characters; IAM allows " + longest);
            }
        }
    }

    PipelineRole(String name, Args args, ComponentResourceOptions options) {
        super("holdfast:organization:PipelineRole", name, options);
        var child = CustomResourceOptions.builder().parent(this).build();

        var boundary = new Policy(
                name,
                PolicyArgs.builder()
                        .name("boundary-" + args.role())
                        .path(RoleNames.PATH)
                        .description("What the pipeline's role " + args.role() + " cannot exceed")
                        .policy(args.boundary().toJson())
                        .build(),
                child);
        var role = new Role(
                name,
                RoleArgs.builder()
                        .name(args.role())
                        .path(RoleNames.PATH)
                        .description(args.description())
                        .assumeRolePolicy(args.trust().toJson())
                        .permissionsBoundary(boundary.arn())
                        .maxSessionDuration(args.sessionSeconds())
                        .build(),
                child);
        args.managed()
                .ifPresent(managed -> new RolePolicyAttachment(
                        name,
                        RolePolicyAttachmentArgs.builder()
                                .role(role.name())
                                .policyArn("arn:aws:iam::aws:policy/" + managed)
                                .build(),
                        child));
        args.permissions()
                .ifPresent(permissions -> new RolePolicy(
                        name,
                        RolePolicyArgs.builder()
                                .name("permissions")
                                .role(role.name())
                                .policy(permissions.toJson())
                                .build(),
                        child));
        registerOutputs(Map.of());
    }
}
