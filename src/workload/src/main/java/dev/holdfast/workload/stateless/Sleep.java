package dev.holdfast.workload.stateless;

import com.pulumi.aws.appautoscaling.ScheduledAction;
import com.pulumi.aws.appautoscaling.ScheduledActionArgs;
import com.pulumi.aws.appautoscaling.inputs.ScheduledActionScalableTargetActionArgs;
import com.pulumi.aws.scheduler.Schedule;
import com.pulumi.aws.scheduler.ScheduleArgs;
import com.pulumi.aws.scheduler.inputs.ScheduleFlexibleTimeWindowArgs;
import com.pulumi.aws.scheduler.inputs.ScheduleTargetArgs;
import com.pulumi.aws.scheduler.inputs.ScheduleTargetRetryPolicyArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import dev.holdfast.conventions.Names;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lets an environment sleep at night and at the weekend: no tasks, and the database stopped. What stays - load balancer, NAT
 * gateway, storage - is paid on.
 *
 * <p>Creates scheduled actions of Application Auto Scaling for each service, two schedules of EventBridge Scheduler for the
 * database and the role that they take on. Needs the services' scalable targets and the database's name. An update in the
 * evening registers new tasks, which start in the morning; whoever needs the environment at night wakes it as docs/cost.md
 * says.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_StopInstance.html">Stopping an Amazon RDS DB
 *     instance temporarily</a>: after seven days RDS starts it by itself, which a weekend is shorter than
 * @see <a href="https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-targets-universal.html">Universal targets</a>
 */
public final class Sleep extends ComponentResource {
    /**
     * The sleep of an environment.
     *
     * @param profile when
     * @param database the instance's name in AWS
     * @param services what has tasks
     */
    public record Args(
            Names names,
            String region,
            Output<String> accountId,
            SleepProfile profile,
            String database,
            List<Scaled> services) {
        public Args {
            services = List.copyOf(services);
        }
    }

    /**
     * A service.
     *
     * @param name its own
     * @param target the resource id of its scalable target
     * @param tasks how many there are by day
     */
    public record Scaled(String name, Output<String> target, TaskProfile tasks) {}

    private final String name;
    private final Args args;
    private final CustomResourceOptions child;

    public Sleep(String name, Args args, ComponentResourceOptions options) {
        super("holdfast:stateless:Sleep", name, options);
        this.name = name;
        this.args = args;
        child = CustomResourceOptions.builder().parent(this).build();

        var profile = args.profile();
        for (var service : args.services()) {
            var tasks = service.tasks();
            scheduled(service, "go", profile.tasksGo(), 0, 0);
            scheduled(service, "come", profile.tasksCome(), tasks.count(), tasks.most());
        }
        var role = new ServiceRole(
                name,
                new ServiceRole.Args(
                        args.names().of("sleep"),
                        "Stops and starts the database of " + args.names().environment(),
                        args.accountId(),
                        ServiceRole.trustInScheduler(args.accountId()),
                        Optional.of(args.accountId()
                                .applyValue(account -> List.of(ServiceRole.allow(
                                        "StopAndStart",
                                        List.of("rds:StartDBInstance", "rds:StopDBInstance"),
                                        "arn:aws:rds:" + args.region() + ":" + account + ":db:" + args.database()))))),
                ComponentResourceOptions.builder().parent(this).build());
        database("stop", "stopDBInstance", profile.databaseStops(), role);
        database("start", "startDBInstance", profile.databaseStarts(), role);
        registerOutputs(Map.of());
    }

    private void scheduled(Scaled service, String what, String when, int least, int most) {
        new ScheduledAction(
                name + "-" + service.name() + "-" + what,
                ScheduledActionArgs.builder()
                        .name(what)
                        .serviceNamespace(ServiceScaling.SERVICE_NAMESPACE)
                        .scalableDimension(ServiceScaling.SCALABLE_DIMENSION)
                        .resourceId(service.target())
                        .schedule(when)
                        .timezone(args.profile().zone().getId())
                        .scalableTargetAction(ScheduledActionScalableTargetActionArgs.builder()
                                .minCapacity(least)
                                .maxCapacity(most)
                                .build())
                        .build(),
                child);
    }

    private void database(String what, String action, String when, ServiceRole role) {
        new Schedule(
                name + "-database-" + what,
                ScheduleArgs.builder()
                        .name(args.names().of("database-" + what))
                        .description("The database of " + args.names().environment() + ": " + what)
                        .scheduleExpression(when)
                        .scheduleExpressionTimezone(args.profile().zone().getId())
                        .flexibleTimeWindow(ScheduleFlexibleTimeWindowArgs.builder()
                                .mode("OFF")
                                .build())
                        .target(ScheduleTargetArgs.builder()
                                .arn("arn:aws:scheduler:::aws-sdk:rds:" + action)
                                .roleArn(role.arn)
                                .input("{\"DbInstanceIdentifier\":\"" + args.database() + "\"}")
                                // A backup or a change that is under way makes RDS refuse; both end within the hour.
                                .retryPolicy(ScheduleTargetRetryPolicyArgs.builder()
                                        .maximumEventAgeInSeconds(3600)
                                        .maximumRetryAttempts(20)
                                        .build())
                                .build())
                        .build(),
                child);
    }
}
