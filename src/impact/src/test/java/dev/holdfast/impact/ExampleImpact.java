package dev.holdfast.impact;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** What a change of three stacks would do: of everything a little, and in prod too much. */
final class ExampleImpact {
    private static final String RDS = "aws:rds/instance:Instance";
    private static final String RULE = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
    private static final Protection FULL = new Protection(Set.of("protect", "deletionProtection", "finalSnapshot"));

    private ExampleImpact() {}

    /** The organization and stage are let through; prod would lose its database. */
    static Impact refused() {
        return new Impact(List.of(organization(), stage(), prod()));
    }

    /** Three stacks that stay as they are. */
    static Impact unchanged() {
        return new Impact(List.of(
                quiet("holdfast-organization", "management", 412),
                quiet("holdfast", "stage", 203),
                quiet("holdfast", "prod", 205)));
    }

    /** A preview that ended with an error of the program. */
    static Impact failed() {
        return new Impact(List.of(
                stage(),
                new StackImpact(
                        "holdfast",
                        "prod",
                        Optional.of("holdfast:domain is not set\nset it with pulumi config set"),
                        List.of(),
                        0,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        cost(0, 0),
                        List.of(),
                        List.of(),
                        List.of())));
    }

    /** So many stateful resources that are replaced, each with a refusal and a ripple of its own, and ten times as many others. */
    static Impact large(int stateful) {
        var changes = new ArrayList<ResourceChange>();
        var refusals = new ArrayList<Refusal>();
        var ripples = new ArrayList<Ripple>();
        var findings = new ArrayList<PolicyFinding>();
        for (var number = 0; number < stateful; number++) {
            var urn = urn("prod", "holdfast:workload:Bucket", "aws:s3/bucketV2:BucketV2", "bucket-" + number);
            changes.add(new ResourceChange(
                    urn,
                    "aws:s3/bucketV2:BucketV2",
                    "bucket-" + number,
                    Operation.REPLACE,
                    true,
                    FULL,
                    FULL,
                    List.of(changed("bucket", "old-" + number, "new-" + number, true))));
            refusals.add(new Refusal(
                    urn,
                    "replace",
                    "It would be replaced, and what is in it deleted.",
                    "Keep the name, or approve it in approvals.yaml."));
            ripples.add(new Ripple(urn, Operation.REPLACE, List.of(reached(urn, false, task("api")))));
        }
        IntStream.range(0, 10 * stateful).forEach(number -> {
            var urn = urn("prod", "holdfast:workload:Rules", RULE, "rule-" + number);
            changes.add(new ResourceChange(
                    urn,
                    RULE,
                    "rule-" + number,
                    Operation.UPDATE,
                    false,
                    Protection.NONE,
                    Protection.NONE,
                    List.of(changed("description", "before", "after", false))));
            findings.add(new PolicyFinding(
                    "rule-description",
                    Optional.of(urn),
                    PolicyFinding.Kind.NOT_EVALUATED,
                    "The id is not known yet."));
        });
        return new Impact(List.of(new StackImpact(
                "holdfast",
                "prod",
                Optional.empty(),
                changes,
                7,
                ripples,
                findings,
                List.of(),
                List.of(),
                cost(642, 642),
                refusals,
                List.of(),
                List.of())));
    }

    /** One stack, with this as every name, value and message. */
    static Impact named(String text) {
        var urn = "urn:pulumi:prod::holdfast::" + RDS + "::" + text;
        var bucket = "urn:pulumi:prod::holdfast::aws:s3/bucketV2:BucketV2::" + text;
        return new Impact(List.of(new StackImpact(
                "holdfast",
                text,
                Optional.of(text),
                List.of(
                        new ResourceChange(
                                urn,
                                RDS,
                                text,
                                Operation.REPLACE,
                                true,
                                FULL,
                                Protection.NONE,
                                List.of(changed(text, text, text, true))),
                        new ResourceChange(
                                urn + "2",
                                text,
                                text,
                                Operation.UPDATE,
                                false,
                                Protection.NONE,
                                Protection.NONE,
                                List.of(changed(text, text, text, false)))),
                3,
                List.of(new Ripple(urn, Operation.REPLACE, List.of(reached(urn, true, bucket)))),
                List.of(
                        new PolicyFinding(text, Optional.of(urn), PolicyFinding.Kind.MANDATORY, text),
                        new PolicyFinding(text, Optional.empty(), PolicyFinding.Kind.NOT_EVALUATED, text)),
                List.of(new SecurityChange(urn, SecurityChange.Kind.NETWORK, true, text)),
                List.of(new Migration(text, text, text)),
                new CostChange(1, 2, List.of(new CostChange.Item(text, 1, 2)), List.of(text)),
                List.of(new Refusal(urn, "replace", text, text)),
                List.of(new Approved(urn, "delete", text, LocalDate.of(2027, 1, 31))),
                List.of())));
    }

    private static StackImpact quiet(String project, String stack, int unchanged) {
        return new StackImpact(
                project,
                stack,
                Optional.empty(),
                List.of(),
                unchanged,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                cost(98.1, 98.1),
                List.of(),
                List.of(),
                List.of());
    }

    private static StackImpact organization() {
        var trail =
                "urn:pulumi:management::holdfast-organization::holdfast:organization:Audit$aws:cloudtrail/trail:Trail::audit";
        return new StackImpact(
                "holdfast-organization",
                "management",
                Optional.empty(),
                List.of(new ResourceChange(
                        trail,
                        "aws:cloudtrail/trail:Trail",
                        "audit",
                        Operation.UPDATE,
                        false,
                        Protection.NONE,
                        Protection.NONE,
                        List.of(changed("insightSelectors[0].insightType", null, "ApiErrorRateInsight", false)))),
                411,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                cost(0, 0),
                List.of(),
                List.of(),
                List.of());
    }

    private static StackImpact stage() {
        var logs = urn("stage", "holdfast:workload:ServiceLogs", "aws:cloudwatch/logGroup:LogGroup", "web-logs");
        return new StackImpact(
                "holdfast",
                "stage",
                Optional.empty(),
                List.of(
                        new ResourceChange(
                                logs,
                                "aws:cloudwatch/logGroup:LogGroup",
                                "web-logs",
                                Operation.UPDATE,
                                true,
                                new Protection(Set.of("protect")),
                                new Protection(Set.of("protect")),
                                List.of(changed("retentionInDays", "30", "90", false))),
                        task("stage", "api", Operation.REPLACE),
                        task("stage", "web", Operation.REPLACE)),
                200,
                List.of(),
                List.of(new PolicyFinding(
                        "log-retention",
                        Optional.of(logs),
                        PolicyFinding.Kind.ADVISORY,
                        "90 days is less than a year")),
                List.of(),
                List.of(new Migration("3", "add mood", "expand")),
                cost(101.4, 103.9),
                List.of(),
                List.of(new Approved(
                        urn("stage", "holdfast:workload:Exports", "aws:s3/bucketV2:BucketV2", "old-exports"),
                        "delete",
                        "moved to the archive in OPS-114",
                        LocalDate.of(2027, 1, 31))),
                List.of("the approval to delete older-exports is not needed by this plan"));
    }

    private static StackImpact prod() {
        var database = urn("prod", "holdfast:workload:Database", RDS, "database");
        var secret = urn("prod", "holdfast:workload:Database", "aws:secretsmanager/secret:Secret", "database-owner");
        var address = urn(
                "prod",
                "holdfast:workload:Database",
                "aws:secretsmanager/secretVersion:SecretVersion",
                "database-address");
        var migrations = urn("prod", "holdfast:workload:Migrations", "aws:lambda/function:Function", "migrations");
        var invocation = urn("prod", "holdfast:workload:Migrations", "aws:lambda/invocation:Invocation", "migrate");
        var service = urn("prod", "holdfast:workload:FargateService", "aws:ecs/service:Service", "api");
        var web = urn("prod", "holdfast:workload:FargateService", "aws:ecs/service:Service", "web");
        var alarm =
                urn("prod", "holdfast:workload:Alarms", "aws:cloudwatch/metricAlarm:MetricAlarm", "database-storage");
        var group = urn("prod", "holdfast:workload:Database", RULE, "database-from-everywhere");
        var task = task("api");
        return new StackImpact(
                "holdfast",
                "prod",
                Optional.empty(),
                List.of(
                        new ResourceChange(
                                database,
                                RDS,
                                "database",
                                Operation.REPLACE,
                                true,
                                FULL,
                                new Protection(Set.of("deletionProtection")),
                                List.of(
                                        changed("storageEncrypted", "false", "true", true),
                                        changed("instanceClass", "db.m6g.large", "db.m6g.xlarge", false))),
                        new ResourceChange(
                                secret,
                                "aws:secretsmanager/secret:Secret",
                                "database-owner",
                                Operation.UPDATE,
                                true,
                                new Protection(Set.of("protect", "recoveryWindow")),
                                new Protection(Set.of("protect")),
                                List.of(changed("recoveryWindowInDays", "30", "0", false))),
                        new ResourceChange(
                                group,
                                RULE,
                                "database-from-everywhere",
                                Operation.CREATE,
                                false,
                                Protection.NONE,
                                Protection.NONE,
                                List.of()),
                        task("prod", "api", Operation.REPLACE),
                        new ResourceChange(
                                alarm,
                                "aws:cloudwatch/metricAlarm:MetricAlarm",
                                "database-storage",
                                Operation.DELETE,
                                false,
                                Protection.NONE,
                                Protection.NONE,
                                List.of())),
                199,
                List.of(
                        new Ripple(
                                database,
                                Operation.REPLACE,
                                List.of(
                                        reached(database, true, address),
                                        reached(database, true, migrations),
                                        reached(database, true, alarm),
                                        reached(database, true, migrations, invocation),
                                        reached(database, true, address, task),
                                        reached(database, false, address, task, service),
                                        reached(database, false, address, task, service, web))),
                        new Ripple(
                                secret,
                                Operation.UPDATE,
                                List.of(reached(secret, true, task), reached(secret, false, task, service)))),
                List.of(
                        new PolicyFinding(
                                "database-reachable-from-services-only",
                                Optional.of(group),
                                PolicyFinding.Kind.MANDATORY,
                                "0.0.0.0/0 reaches port 5432\n  why   The database answers whoever asks.\n  mend  Name the"
                                        + " security group of the service."),
                        new PolicyFinding(
                                "rds-multi-az", Optional.of(database), PolicyFinding.Kind.ADVISORY, "One zone only"),
                        new PolicyFinding(
                                "task-can-pull-image",
                                Optional.of(task),
                                PolicyFinding.Kind.NOT_EVALUATED,
                                "The repository's ARN is known only when the update runs")),
                List.of(
                        new SecurityChange(
                                service,
                                SecurityChange.Kind.PERMISSION,
                                false,
                                "api may no longer read s3:GetObject on exports"),
                        new SecurityChange(
                                group,
                                SecurityChange.Kind.EXPOSURE,
                                true,
                                "everybody on the internet reaches port 5432 of database")),
                List.of(new Migration("3", "add mood", "expand"), new Migration("4", "drop legacy", "contract")),
                new CostChange(
                        642.18,
                        811.6,
                        List.of(
                                new CostChange.Item("RDS db.m6g.xlarge, Multi-AZ", 271.56, 443.2),
                                new CostChange.Item("CloudWatch alarms", 4.2, 1.98)),
                        List.of("aws:lambda/invocation:Invocation")),
                List.of(
                        new Refusal(
                                database,
                                "replace",
                                "It would be replaced, and what is in it deleted.",
                                "Leave storageEncrypted as it is and restore a snapshot beside it:"
                                        + " docs/runbooks/restore-the-database.md."),
                        new Refusal(
                                secret,
                                "unprotect",
                                "It would lose what protects it: recoveryWindow.",
                                "Keep recoveryWindowInDays, or name the URN in approvals.yaml with operation unprotect."),
                        new Refusal(
                                group,
                                "violate",
                                "It breaks database-reachable-from-services-only: 0.0.0.0/0 reaches port 5432.",
                                "Mend it as the rule says.")),
                List.of(),
                List.of());
    }

    private static String task(String service) {
        return urn("prod", "holdfast:workload:FargateService", "aws:ecs/taskDefinition:TaskDefinition", service);
    }

    private static ResourceChange task(String stack, String service, Operation operation) {
        return new ResourceChange(
                urn(stack, "holdfast:workload:FargateService", "aws:ecs/taskDefinition:TaskDefinition", service),
                "aws:ecs/taskDefinition:TaskDefinition",
                service,
                operation,
                false,
                Protection.NONE,
                Protection.NONE,
                List.of(changed("containerDefinitions", "api@sha256:1f0c", "api@sha256:9e41", true)));
    }

    private static PropertyChange changed(String path, String before, String after, boolean replaces) {
        return new PropertyChange(path, Optional.ofNullable(before), Optional.ofNullable(after), replaces);
    }

    private static Ripple.Reached reached(String from, boolean changed, String... steps) {
        var path = new ArrayList<>(List.of(from));
        path.addAll(List.of(steps));
        return new Ripple.Reached(steps[steps.length - 1], path, changed);
    }

    static String urn(String stack, String component, String type, String name) {
        return "urn:pulumi:" + stack + "::holdfast::" + component + "$" + type + "::" + name;
    }

    private static CostChange cost(double before, double after) {
        return new CostChange(before, after, List.of(), List.of());
    }
}
