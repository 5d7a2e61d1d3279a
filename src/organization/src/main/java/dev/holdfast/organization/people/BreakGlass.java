package dev.holdfast.organization.people;

import com.pulumi.aws.iam.Role;
import com.pulumi.aws.iam.RoleArgs;
import com.pulumi.aws.iam.RolePolicyAttachment;
import com.pulumi.aws.iam.RolePolicyAttachmentArgs;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import dev.holdfast.organization.RoleNames;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.policybuilder.iam.IamConditionOperator;
import software.amazon.awssdk.policybuilder.iam.IamEffect;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;
import software.amazon.awssdk.policybuilder.iam.IamPrincipalType;
import software.amazon.awssdk.policybuilder.iam.IamStatement;

/**
 * The way into an account when IAM Identity Center is out of order, and the one role that guardrails let delete what
 * holds state in production: {@code /holdfast/break-glass}, an administrator for one hour at a time.
 *
 * <p>Only the management account can assume it, and there only somebody who signed in with MFA: an IAM user whose MFA
 * device lies in a safe. Identity Center's own sessions do not say that they used MFA, so they cannot; they have the
 * permission set of the same name. Each use raises an alarm.
 */
public final class BreakGlass extends ComponentResource {
    /** The least that IAM allows. */
    private static final int SESSION_SECONDS = 3600;

    /**
     * The account.
     *
     * @param managementAccountId the account from which the role is assumed
     */
    public record Args(String managementAccountId) {}

    public BreakGlass(String name, Args args, ComponentResourceOptions options) {
        super("holdfast:organization:BreakGlass", name, options);
        var child = CustomResourceOptions.builder().parent(this).build();
        var role = new Role(
                name,
                RoleArgs.builder()
                        .name(RoleNames.BREAK_GLASS)
                        .path(RoleNames.PATH)
                        .description("Administrator in an emergency; each use raises an alarm")
                        .maxSessionDuration(SESSION_SECONDS)
                        .assumeRolePolicy(trust(args.managementAccountId()).toJson())
                        .build(),
                child);
        new RolePolicyAttachment(
                name,
                RolePolicyAttachmentArgs.builder()
                        .role(role.name())
                        .policyArn("arn:aws:iam::aws:policy/AdministratorAccess")
                        .build(),
                child);
        registerOutputs(Map.of());
    }

    /** Trust in whoever signed in to the management account with MFA and may assume roles there. */
    static IamPolicy trust(String managementAccountId) {
        return IamPolicy.create(List.of(IamStatement.builder()
                .effect(IamEffect.ALLOW)
                .addAction("sts:AssumeRole")
                .addPrincipal(IamPrincipalType.AWS, "arn:aws:iam::" + managementAccountId + ":root")
                // Absent for long-lived access keys and for federated sessions, and then Bool does not hold.
                .addCondition(IamConditionOperator.BOOL, "aws:MultiFactorAuthPresent", "true")
                .build()));
    }
}
