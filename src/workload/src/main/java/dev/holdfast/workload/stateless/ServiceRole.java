package dev.holdfast.workload.stateless;

import com.pulumi.aws.iam.Role;
import com.pulumi.aws.iam.RoleArgs;
import com.pulumi.aws.iam.RolePolicy;
import com.pulumi.aws.iam.RolePolicyArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import dev.holdfast.conventions.ServiceTrust;
import dev.holdfast.conventions.WorkloadBoundary;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.policybuilder.iam.IamConditionOperator;
import software.amazon.awssdk.policybuilder.iam.IamEffect;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;
import software.amazon.awssdk.policybuilder.iam.IamStatement;

/** A role that an AWS service takes on, with exactly the permissions that it is given. Exposes the role's ARN. */
public final class ServiceRole extends ComponentResource {
    /** The role; known only when its permissions are attached, so that nobody takes it on before. */
    public final Output<String> arn;

    /**
     * The role.
     *
     * @param roleName its name in AWS
     * @param accountId the account, which has the boundary of the workload's roles
     * @param trust who takes it on
     * @param permissions what it may do; none for a role that may do nothing, as AWS knows no policy without statements
     */
    public record Args(
            String roleName,
            String description,
            Output<String> accountId,
            Output<IamPolicy> trust,
            Optional<Output<List<IamStatement>>> permissions) {}

    public ServiceRole(String name, Args args, ComponentResourceOptions options) {
        super("holdfast:stateless:ServiceRole", name, options);
        var child = CustomResourceOptions.builder().parent(this).build();

        var role = new Role(
                name,
                RoleArgs.builder()
                        .name(args.roleName())
                        .description(args.description())
                        .permissionsBoundary(args.accountId().applyValue(WorkloadBoundary::arn))
                        .assumeRolePolicy(args.trust().applyValue(IamPolicy::toJson))
                        .build(),
                child);
        arn = args.permissions()
                .map(permissions -> permitted(name, role, permissions, child))
                .orElseGet(role::arn);
        registerOutputs(Map.of("arn", arn));
    }

    private static Output<String> permitted(
            String name, Role role, Output<List<IamStatement>> permissions, CustomResourceOptions child) {
        var policy = new RolePolicy(
                name,
                RolePolicyArgs.builder()
                        .name("permissions")
                        .role(role.name())
                        .policy(permissions.applyValue(
                                statements -> IamPolicy.create(statements).toJson()))
                        .build(),
                child);
        return Output.tuple(role.arn(), policy.id()).applyValue(both -> both.t1);
    }

    /** Trust in ECS tasks of one account: ECS says for whom it acts, so that it cannot be talked into acting for others. */
    static Output<IamPolicy> trustInEcsTasks(Output<String> accountId) {
        return accountId.applyValue(account -> ServiceTrust.in("ecs-tasks.amazonaws.com", account));
    }

    /** Trust in Lambda, which only takes on a role that is passed to it within the role's own account. */
    static Output<IamPolicy> trustInLambda() {
        return Output.of(ServiceTrust.in("lambda.amazonaws.com"));
    }

    /** Trust in the schedules of EventBridge Scheduler of one account. */
    static Output<IamPolicy> trustInScheduler(Output<String> accountId) {
        return accountId.applyValue(account -> ServiceTrust.in("scheduler.amazonaws.com", account));
    }

    /** Trust in the part of RDS that measures the machines of one account's databases. */
    static Output<IamPolicy> trustInRdsMonitoring(Output<String> accountId) {
        return accountId.applyValue(account -> ServiceTrust.in("monitoring.rds.amazonaws.com", account));
    }

    /** Trust in the flow logs of one account and region. */
    static Output<IamPolicy> trustInFlowLogs(String region, Output<String> accountId) {
        return accountId.applyValue(account -> ServiceTrust.in(
                "vpc-flow-logs.amazonaws.com", account, "arn:aws:ec2:" + region + ":" + account + ":vpc-flow-log/*"));
    }

    /** Leave to do some things to some resources. */
    static IamStatement allow(String sid, List<String> actions, String... resources) {
        return IamStatement.builder()
                .sid(sid)
                .effect(IamEffect.ALLOW)
                .actionIds(actions)
                .resourceIds(List.of(resources))
                .build();
    }

    /** Leave to use a key, but only by way of Secrets Manager. */
    static IamStatement allowKeyOfSecrets(String region, String keyArn, List<String> actions) {
        return allow("KeyOfSecrets", actions, keyArn)
                .copy(statement -> statement.addCondition(
                        IamConditionOperator.STRING_EQUALS,
                        "kms:ViaService",
                        "secretsmanager." + region + ".amazonaws.com"));
    }

    /** Leave to write to the streams of a log group. */
    static IamStatement allowLogs(String logGroupArn) {
        return allow("Logs", List.of("logs:CreateLogStream", "logs:PutLogEvents"), logGroupArn + ":*");
    }
}
