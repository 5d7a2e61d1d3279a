package dev.holdfast.workload;

import dev.holdfast.conventions.Configuration;
import dev.holdfast.conventions.ConfigurationKeys;
import dev.holdfast.conventions.Environment;
import dev.holdfast.testkit.Cloud;
import dev.holdfast.testkit.Cloud.Seen;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The whole program, run in a mocked cloud that knows what AWS would answer. */
final class Workload {
    static final String ACCOUNT = "111111111111";
    static final String REGISTRY = "222222222222.dkr.ecr.eu-central-1.amazonaws.com";
    static final String WEB_DIGEST = "sha256:" + "c".repeat(64);
    static final String API_DIGEST = "sha256:" + "a".repeat(64);
    static final String MIGRATIONS_DIGEST = "sha256:" + "b".repeat(64);
    static final String ACCESS_LOGS = "holdfast-organization-balancer-logs-222222222222-eu-central-1";
    static final List<String> NAME_SERVERS = List.of("ns-1.awsdns-12.com", "ns-1.awsdns-23.net");
    static final String BACKUP_VAULT =
            "arn:aws:backup:eu-central-1:777777777777:backup-vault:holdfast-organization-backup";
    static final String EMAIL = "ops@example.com";
    static final String MASTER_SECRET = "arn:aws:secretsmanager:eu-central-1:111111111111:secret:rds!db-1";

    private Workload() {}

    /** The names of all services: what is promised of every service is tried with each. */
    static List<String> services() {
        return Services.ALL.stream().map(Service::name).toList();
    }

    /** What a stack's configuration needs to be valid. */
    static Map<String, String> configuration(String stack) {
        var values = new HashMap<>(Map.of(
                "aws:region",
                "eu-central-1",
                "migrationsDigest",
                MIGRATIONS_DIGEST,
                "migrationsDirectory",
                "src/test/resources/migrations"));
        Services.ALL.forEach(service -> values.put(service.name() + "Digest", digest(service.name())));
        if (stack.equals("stage") || stack.equals("prod")) {
            values.put("alarmEmail", EMAIL);
        }
        if (stack.equals("stage") || stack.equals("prod")) {
            values.put("domain", stack + ".example.com");
            values.put("delegated", "true");
        }
        return values;
    }

    private static String digest(String service) {
        return switch (service) {
            case "web" -> WEB_DIGEST;
            case "api" -> API_DIGEST;
            default -> "sha256:" + "d".repeat(64);
        };
    }

    static Settings settings(String stack, Map<String, String> values) {
        var told = values.keySet().stream().map(key -> key.contains(":") ? key : "holdfast:" + key);
        var keys = new Configuration(
                "holdfast",
                key -> Optional.ofNullable(values.get(key)),
                new ConfigurationKeys(told.collect(Collectors.toSet()), Set.of()));
        var aws = keys.beside("aws", key -> Optional.ofNullable(values.get("aws:" + key)));
        return Settings.read(Environment.ofStack(stack), keys, aws, PreviousUpdate.NONE);
    }

    /** The valid configuration of a stack, with some keys set otherwise. */
    static Settings settings(String stack, String... keysAndValues) {
        var values = configuration(stack);
        for (int i = 0; i < keysAndValues.length; i += 2) {
            values.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return settings(stack, values);
    }

    static Cloud cloud(String stack) {
        return new Cloud()
                .stack("holdfast", stack)
                .stackReference(Map.of(
                        "accounts",
                        Map.of(
                                "dev", account(ACCOUNT),
                                "stage", account("333333333333"),
                                "prod", account("444444444444")),
                        "registry",
                        REGISTRY,
                        "loadBalancerLogs",
                        ACCESS_LOGS,
                        "backupVault",
                        BACKUP_VAULT))
                .computes(
                        "awsx:ec2:Vpc",
                        inputs -> Map.of(
                                "vpcId", "vpc-1",
                                "publicSubnetIds", List.of("subnet-public"),
                                "privateSubnetIds", List.of("subnet-private"),
                                "isolatedSubnetIds", List.of("subnet-isolated")))
                .computes(
                        "aws:rds/instance:Instance",
                        inputs -> Map.of(
                                "address",
                                "database.test",
                                "resourceId",
                                "db-1",
                                "masterUserSecrets",
                                List.of(Map.of("secretArn", MASTER_SECRET))))
                .computes(
                        "aws:elasticache/serverlessCache:ServerlessCache",
                        inputs -> Map.of("endpoints", List.of(Map.of("address", "cache.test", "port", 6379))))
                .computes("aws:ec2/vpcEndpoint:VpcEndpoint", inputs -> Map.of("prefixListId", "pl-s3"))
                .computes(
                        "aws:lb/loadBalancer:LoadBalancer",
                        inputs -> Map.of(
                                "dnsName", "balancer.test", "zoneId", "Z-BALANCERS", "arnSuffix", "app/balancer"))
                .computes("aws:route53/zone:Zone", inputs -> Map.of("zoneId", "Z-OWN", "nameServers", NAME_SERVERS))
                .computes("aws:route53/record:Record", inputs -> Map.of("fqdn", inputs.get("name")))
                .computes(
                        "aws:acm/certificate:Certificate",
                        inputs -> Map.of(
                                "domainValidationOptions",
                                List.of(Map.of(
                                        "domainName",
                                        inputs.get("domainName"),
                                        "resourceRecordName",
                                        "_proof." + inputs.get("domainName") + ".",
                                        "resourceRecordType",
                                        "CNAME",
                                        "resourceRecordValue",
                                        "_value.acm-validations.aws."))))
                .computes("aws:lb/targetGroup:TargetGroup", Workload::targetGroup)
                .computes("aws:kms/key:Key", inputs -> Map.of("keyId", "key-1"))
                .computes("aws:lambda/invocation:Invocation", inputs -> Map.of("result", "{\"version\":\"1\"}"))
                .answers("aws:ec2/getRouteTable:getRouteTable", Workload::routeTable)
                .answers(
                        "aws:ecs/getService:getService",
                        arguments -> service(taskDefinition((String) arguments.get("serviceName"))));
    }

    /** The task definition that the update of a service registers. */
    static String taskDefinition(String serviceName) {
        return "arn:aws:test:::" + serviceName.replaceFirst(".*-", "");
    }

    /** Named as the program names it, so that it is known whose requests count. */
    private static Map<String, Object> targetGroup(Map<String, Object> inputs) {
        return Map.of(
                "arnSuffix", "targetgroup/" + inputs.get("name").toString().replaceFirst(".*-", "load-balancer-"));
    }

    private static Map<String, Object> routeTable(Map<String, Object> arguments) {
        var id = "rtb-of-" + arguments.get("subnetId");
        return Map.of(
                "arn",
                "arn:aws:test:::" + id,
                "associations",
                List.of(),
                "gatewayId",
                "",
                "id",
                id,
                "ownerId",
                ACCOUNT,
                "routeTableId",
                id,
                "routes",
                List.of(),
                "subnetId",
                arguments.get("subnetId"),
                "tags",
                Map.of(),
                "vpcId",
                "vpc-1");
    }

    /** What ECS answers about a service that runs a task definition. */
    static Map<String, Object> service(String taskDefinition) {
        return Map.of(
                "arn", "arn:aws:test:::service",
                "availabilityZoneRebalancing", "ENABLED",
                "clusterArn", "arn:aws:test:::cluster",
                "desiredCount", 1,
                "id", "service",
                "launchType", "FARGATE",
                "schedulingStrategy", "REPLICA",
                "serviceName", "api",
                "tags", Map.of(),
                "taskDefinition", taskDefinition);
    }

    static Cloud run(Settings settings) {
        var cloud = cloud(settings.environment().name());
        return cloud.run(ctx -> WorkloadProgram.declare(ctx, settings));
    }

    static Cloud run(String stack) {
        return run(settings(stack));
    }

    /** The registered resources of AWS, without components and providers. */
    static List<Seen> aws(Cloud cloud) {
        return cloud.all().stream().filter(one -> one.type().startsWith("aws:")).toList();
    }

    /** The inputs of a resource at a path such as {@code logConfiguration.logGroup}. */
    static Object input(Seen resource, String path) {
        return Arrays.stream(path.split("\\."))
                .<Object>map(key -> key)
                .reduce(resource.inputs(), (value, key) -> ((Map<?, ?>) value).get(key));
    }

    private static Map<String, String> account(String id) {
        return Map.of("id", id, "ou", "Workloads", "email", "aws@example.com");
    }
}
