package dev.holdfast.organization.pipeline;

import static dev.holdfast.organization.pipeline.Statements.allow;

import dev.holdfast.conventions.WorkloadBoundary;
import java.util.List;
import software.amazon.awssdk.policybuilder.iam.IamConditionOperator;
import software.amazon.awssdk.policybuilder.iam.IamStatement;

/**
 * The roles that a workload's program makes for its own tasks and functions: those whose names begin with the
 * environment's.
 *
 * @param prefix what their names begin with, such as {@code holdfast-dev-}
 */
record WorkloadRoles(String accountId, String prefix) {
    private static final List<String> ACTIONS = List.of(
            "iam:DeleteRole",
            "iam:DeleteRolePolicy",
            "iam:DetachRolePolicy",
            "iam:TagRole",
            "iam:UntagRole",
            "iam:UpdateAssumeRolePolicy",
            "iam:UpdateRole",
            "iam:UpdateRoleDescription");

    /** What gives a role more: for these, IAM says which boundary the role has, or is to have. */
    private static final List<String> WITHIN_THE_BOUNDARY =
            List.of("iam:AttachRolePolicy", "iam:CreateRole", "iam:PutRolePermissionsBoundary", "iam:PutRolePolicy");

    /** The services that act under such a role. */
    private static final List<String> SERVICES = List.of(
            "backup.amazonaws.com",
            "ecs-tasks.amazonaws.com",
            "lambda.amazonaws.com",
            "monitoring.rds.amazonaws.com",
            "scheduler.amazonaws.com",
            "vpc-flow-logs.amazonaws.com");

    /** Leave to look at IAM, to manage these roles, and to hand them to the services that they are for. */
    List<IamStatement> allowed() {
        var roles = List.of("arn:aws:iam::" + accountId + ":role/" + prefix + "*");
        return List.of(
                allow("ReadIam", List.of("iam:Get*", "iam:List*"), List.of("*")).build(),
                // ECS, RDS and load balancers want theirs in an account that has none yet.
                allow("ServiceLinkedRoles", List.of("iam:CreateServiceLinkedRole"), List.of("*"))
                        .build(),
                allow("WorkloadRoles", ACTIONS, roles).build(),
                // Else a role could be made that may do what the pipeline itself may not.
                allow("BoundedRoles", WITHIN_THE_BOUNDARY, roles)
                        .addCondition(
                                IamConditionOperator.STRING_EQUALS,
                                "iam:PermissionsBoundary",
                                WorkloadBoundary.arn(accountId))
                        .build(),
                allow("PassWorkloadRoles", List.of("iam:PassRole"), roles)
                        .addConditions(IamConditionOperator.STRING_EQUALS, "iam:PassedToService", SERVICES)
                        .build());
    }
}
