package dev.holdfast.bench;

import com.google.protobuf.ListValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import pulumirpc.Resource.RegisterResourceOutputsRequest;
import pulumirpc.Resource.RegisterResourceRequest;
import pulumirpc.ResourceMonitorGrpc;

/**
 * A Pulumi program that only declares: resources with the types and properties of AWS that no rule has anything to say of, without a provider, so that a preview
 * is the engine's and the packs' work alone. It speaks to the engine itself; Pulumi's SDK would take part of the time.
 */
final class DeclaredStack {
    static final int RESOURCES = 500;

    private static final Map<String, Object> TAGS = Map.of("Owner", "bench", "Environment", "dev");

    private static final String KEY = "arn:aws:kms:eu-central-1:111122223333:key/1";

    private static final String CONTAINERS = """
            [{"name": "api", "image": "111122223333.dkr.ecr.eu-central-1.amazonaws.com/api@sha256:%s",
              "readonlyRootFilesystem": true, "user": "65532",
              "logConfiguration": {"logDriver": "awslogs", "options": {"awslogs-group": "/api", "mode": "non-blocking"}}}]""".formatted("0".repeat(64));

    /** By type, what resources of it have. */
    static final Map<String, Map<String, Object>> TYPES = types();

    private DeclaredStack() {}

    public static void main(String[] arguments) {
        var environment = System.getenv();
        var channel = NettyChannelBuilder.forTarget(environment.get("PULUMI_MONITOR"))
                .usePlaintext()
                .build();
        var monitor = ResourceMonitorGrpc.newBlockingStub(channel);
        var root = register(
                monitor,
                "pulumi:pulumi:Stack",
                environment.get("PULUMI_PROJECT") + "-" + environment.get("PULUMI_STACK"),
                "",
                Map.of());
        var types = new ArrayList<>(TYPES.keySet());
        for (int i = 0; i < RESOURCES; i++) {
            var type = types.get(i % types.size());
            var properties = new LinkedHashMap<>(TYPES.get(type));
            properties.put("name", "bench-" + i);
            register(monitor, type, "bench-" + i, root, properties);
        }
        channel.shutdownNow();
        System.exit(0);
    }

    private static String register(
            ResourceMonitorGrpc.ResourceMonitorBlockingStub monitor,
            String type,
            String name,
            String parent,
            Map<String, Object> properties) {
        var struct = value(properties).getStructValue();
        var urn = monitor.registerResource(RegisterResourceRequest.newBuilder()
                        .setType(type)
                        .setName(name)
                        .setParent(parent)
                        .setProtect(!type.startsWith("pulumi:"))
                        .setObject(struct)
                        .build())
                .getUrn();
        monitor.registerResourceOutputs(RegisterResourceOutputsRequest.newBuilder()
                .setUrn(urn)
                .setOutputs(struct)
                .build());
        return urn;
    }

    private static Map<String, Map<String, Object>> types() {
        var types = new LinkedHashMap<String, Map<String, Object>>();
        types.put(
                "aws:rds/instance:Instance",
                Map.ofEntries(
                        Map.entry("engine", "postgres"),
                        Map.entry("engineVersion", "17"),
                        Map.entry("storageEncrypted", true),
                        Map.entry("kmsKeyId", KEY),
                        Map.entry("deletionProtection", true),
                        Map.entry("finalSnapshotIdentifier", "bench-final"),
                        Map.entry("multiAz", true),
                        Map.entry("backupRetentionPeriod", 14),
                        Map.entry("publiclyAccessible", false),
                        Map.entry("copyTagsToSnapshot", true),
                        Map.entry("iamDatabaseAuthenticationEnabled", true),
                        Map.entry("enabledCloudwatchLogsExports", List.of("postgresql", "upgrade")),
                        Map.entry("monitoringInterval", 60),
                        Map.entry("performanceInsightsEnabled", true),
                        Map.entry("performanceInsightsKmsKeyId", KEY),
                        Map.entry("manageMasterUserPassword", true),
                        Map.entry("username", "bench"),
                        Map.entry("tags", TAGS)));
        types.put("aws:backup/selection:Selection", Map.of("resources", List.of("arn:aws:rds:*:*:db:*")));
        types.put("aws:ec2/routeTable:RouteTable", Map.of("vpcId", "vpc-1", "tags", TAGS));
        types.put(
                "aws:ec2/subnet:Subnet",
                Map.of("cidrBlock", "10.0.1.0/24", "mapPublicIpOnLaunch", false, "tags", TAGS));
        types.put("aws:ec2/securityGroup:SecurityGroup", Map.of("description", "what may reach it", "tags", TAGS));
        types.put("aws:sns/topic:Topic", Map.of("kmsMasterKeyId", KEY, "tags", TAGS));
        types.put(
                "aws:kms/key:Key",
                Map.of(
                        "enableKeyRotation",
                        true,
                        "deletionWindowInDays",
                        30,
                        "policy",
                        "{\"Version\":\"2012-10-17\",\"Statement\":[]}",
                        "tags",
                        TAGS));
        types.put(
                "aws:iam/role:Role",
                Map.of(
                        "assumeRolePolicy",
                        "{\"Version\":\"2012-10-17\",\"Statement\":[]}",
                        "permissionsBoundary",
                        "arn:aws:iam::111122223333:policy/holdfast/boundary-workload",
                        "tags",
                        TAGS));
        types.put(
                "aws:ecs/taskDefinition:TaskDefinition",
                Map.of("networkMode", "awsvpc", "containerDefinitions", CONTAINERS, "tags", TAGS));
        types.put(
                "aws:appautoscaling/target:Target",
                Map.of("minCapacity", 2, "maxCapacity", 6, "resourceId", "service/a"));
        types.put("aws:cloudwatch/logGroup:LogGroup", Map.of("retentionInDays", 365, "kmsKeyId", KEY, "tags", TAGS));
        types.put(
                "aws:lambda/function:Function",
                Map.of(
                        "timeout",
                        60,
                        "packageType",
                        "Image",
                        "kmsKeyArn",
                        KEY,
                        "vpcConfig",
                        Map.of("subnetIds", List.of("a", "b"), "securityGroupIds", List.of("c")),
                        "replaceSecurityGroupsOnDestroy",
                        true,
                        "tracingConfig",
                        Map.of("mode", "Active"),
                        "tags",
                        TAGS));
        types.put(
                "aws:cloudwatch/metricAlarm:MetricAlarm",
                Map.of(
                        "actionsEnabled",
                        true,
                        "alarmActions",
                        List.of("arn:aws:sns:eu-central-1:1:alarms"),
                        "tags",
                        TAGS));
        return types;
    }

    private static Value value(Object raw) {
        var value = Value.newBuilder();
        if (raw instanceof String text) {
            return value.setStringValue(text).build();
        }
        if (raw instanceof Boolean bool) {
            return value.setBoolValue(bool).build();
        }
        if (raw instanceof Number number) {
            return value.setNumberValue(number.doubleValue()).build();
        }
        if (raw instanceof List<?> list) {
            var values = ListValue.newBuilder();
            list.forEach(element -> values.addValues(value(element)));
            return value.setListValue(values).build();
        }
        var fields = Struct.newBuilder();
        ((Map<?, ?>) raw).forEach((name, element) -> fields.putFields(name.toString(), value(element)));
        return value.setStructValue(fields).build();
    }
}
