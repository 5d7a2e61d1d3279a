package dev.holdfast.policy.rules.iam;

import static dev.holdfast.policy.rules.Rule.rule;

import dev.holdfast.conventions.WorkloadBoundary;
import dev.holdfast.policy.Evaluation;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.PolicyResource;
import dev.holdfast.policy.ResourcePolicy;
import dev.holdfast.policy.ResourceTypes;
import dev.holdfast.policy.Severity;

/** IAM-08. */
final class RoleBoundary implements ResourcePolicy {
    private static final String WORKLOAD = ":policy" + WorkloadBoundary.PATH + WorkloadBoundary.NAME;

    @Override
    public PolicyMetadata metadata() {
        return rule("IAM-08", "iam-role-boundary", Severity.MEDIUM)
                .description("Each role that a pipeline makes, or is, has a permissions boundary.")
                .why(
                        "A pipeline that may make roles without one makes itself an administrator: it gives a task a role that may do everything.")
                .mend(
                        "Set permissionsBoundary(WorkloadBoundary.arn(accountId)): the organization makes that policy in every account.")
                .build();
    }

    @Override
    public ResourceTypes types() {
        return ResourceTypes.of("aws:iam/role:Role");
    }

    @Override
    public void validate(PolicyResource role, Evaluation evaluation) {
        if (isMadeByPeople(role)) {
            return;
        }
        var boundary = role.property("permissionsBoundary");
        if (boundary.isAbsent()) {
            evaluation.violation("has no permissions boundary");
        } else if (!isOfLandingZone(role)
                && !boundary.isUnknown()
                && !boundary.string().endsWith(WORKLOAD)) {
            evaluation.violation("has another boundary than " + WORKLOAD);
        }
    }

    private static boolean isOfLandingZone(PolicyResource role) {
        return role.property("path").string("/").startsWith(WorkloadBoundary.PATH);
    }

    /** What is below the path of the landing zone, no pipeline can make or change; but some of it is for pipelines. */
    private static boolean isMadeByPeople(PolicyResource role) {
        return isOfLandingZone(role)
                && PolicyDocument.of(role.property("assumeRolePolicy")).allowing().stream()
                        .allMatch(statement -> statement.principals("Federated").isEmpty());
    }
}
