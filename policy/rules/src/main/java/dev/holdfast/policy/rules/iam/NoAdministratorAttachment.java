package dev.holdfast.policy.rules.iam;

import static dev.holdfast.policy.rules.Rule.cis;
import static dev.holdfast.policy.rules.Rule.rule;
import static dev.holdfast.policy.rules.Rule.securityHub;

import dev.holdfast.policy.ConfigurationSchema;
import dev.holdfast.policy.ConfigurationSchema.Property;
import dev.holdfast.policy.Evaluation;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.PolicyResource;
import dev.holdfast.policy.ResourcePolicy;
import dev.holdfast.policy.ResourceTypes;
import dev.holdfast.policy.Severity;
import dev.holdfast.policy.Value;
import java.util.List;

/** IAM-11. */
final class NoAdministratorAttachment implements ResourcePolicy {
    private static final List<String> ADMINISTRATORS = List.of("AdministratorAccess", "IAMFullAccess");

    @Override
    public PolicyMetadata metadata() {
        return rule("IAM-11", "iam-no-administrator-attachment", Severity.HIGH)
                .description(
                        "Only the roles for emergencies, and for the organization's own pipeline, are administrators by AWS's policy.")
                .why("A workload's role that is an administrator makes everything else that limits it useless.")
                .mend("Attach a policy of its own that names actions and resources.")
                .control(securityHub("IAM.1"))
                .control(cis("1.15"))
                .schema(ConfigurationSchema.of(
                        Property.strings("administrators", "the names of roles that may be administrators")
                                .byDefault(List.of("break-glass", "deploy"))))
                .build();
    }

    @Override
    public ResourceTypes types() {
        return ResourceTypes.of(
                "aws:iam/role:Role",
                "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
                "aws:iam/groupPolicyAttachment:GroupPolicyAttachment",
                "aws:iam/userPolicyAttachment:UserPolicyAttachment");
    }

    @Override
    public void validate(PolicyResource attachment, Evaluation evaluation) {
        var policies = attachment.type().endsWith(":Role")
                ? attachment.property("managedPolicyArns").elements()
                : List.of(attachment.property("policyArn"));
        var administrator = policies.stream()
                .filter(Value::isPresent)
                .map(Value::string)
                .filter(arn -> ADMINISTRATORS.stream().anyMatch(name -> arn.endsWith(":policy/" + name)))
                .findFirst();
        if (administrator.isPresent() && !allowed(attachment, evaluation)) {
            evaluation.violation("has " + administrator.get());
        }
    }

    private static boolean allowed(PolicyResource attachment, Evaluation evaluation) {
        var role = attachment.property(attachment.type().endsWith(":Role") ? "name" : "role");
        return role.isPresent()
                && evaluation.configuration().get("administrators").strings().contains(role.string());
    }
}
