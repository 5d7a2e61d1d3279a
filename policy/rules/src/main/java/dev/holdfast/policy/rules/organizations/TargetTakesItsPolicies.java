package dev.holdfast.policy.rules.organizations;

import static dev.holdfast.policy.rules.Rule.rule;

import dev.holdfast.policy.Evaluation;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.PolicyResource;
import dev.holdfast.policy.PolicyStack;
import dev.holdfast.policy.Severity;
import dev.holdfast.policy.StackPolicy;
import java.util.List;
import java.util.Map;

/** ORG-13. No account, unit or root has more policies of a type than AWS attaches; FullAWSAccess is one of them. */
final class TargetTakesItsPolicies implements StackPolicy {
    private static final Map<String, Integer> ATTACHED = Map.of(
            "SERVICE_CONTROL_POLICY", 9,
            "RESOURCE_CONTROL_POLICY", 4,
            "AISERVICES_OPT_OUT_POLICY", 5);

    private static final String[] TARGETS = {
        "aws:organizations/organization:Organization",
        "aws:organizations/organizationalUnit:OrganizationalUnit",
        "aws:organizations/account:Account"
    };

    @Override
    public PolicyMetadata metadata() {
        return rule("ORG-13", "organizations-target-takes-its-policies", Severity.HIGH)
                .description("Each account, unit and root has only as many policies of a type as AWS attaches.")
                .why("AWS refuses the last ones in the middle of the update, and leaves the others.")
                .mend("Join two policies of the target, or attach one of them further up.")
                .control(
                        "AWS Organizations",
                        "quotas",
                        "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html")
                .build();
    }

    @Override
    public void validate(PolicyStack stack, Evaluation evaluation) {
        evaluation.forEach(stack.resources(TARGETS), target -> {
            var counts = new java.util.TreeMap<String, Integer>();
            for (var attachment : stack.resources("aws:organizations/policyAttachment:PolicyAttachment")) {
                if (targets(stack, attachment).contains(target)) {
                    stack.reference(attachment, "policyId", "aws:organizations/policy:Policy")
                            .ifPresent(policy -> counts.merge(
                                    policy.property("type").string("SERVICE_CONTROL_POLICY"), 1, Integer::sum));
                }
            }
            counts.forEach((type, count) -> {
                int most = ATTACHED.getOrDefault(type, 10);
                if (count > most) {
                    evaluation.violation(target, "has " + count + " of type " + type + "; AWS attaches " + most);
                }
            });
        });
    }

    private static List<PolicyResource> targets(PolicyStack stack, PolicyResource attachment) {
        var target = attachment.property("targetId");
        return !target.isUnknown() && target.string("").startsWith("r-")
                ? stack.resources("aws:organizations/organization:Organization")
                : stack.referenced(attachment, "targetId", TARGETS);
    }
}
