package dev.holdfast.enginetests;

import com.pulumi.Context;
import com.pulumi.Pulumi;
import com.pulumi.aws.cloudwatch.LogGroup;
import com.pulumi.aws.cloudwatch.LogGroupArgs;
import com.pulumi.aws.ec2.SecurityGroup;
import com.pulumi.aws.ec2.SecurityGroupArgs;
import com.pulumi.aws.ec2.Subnet;
import com.pulumi.aws.ec2.SubnetArgs;
import com.pulumi.aws.ec2.Vpc;
import com.pulumi.aws.ec2.VpcArgs;
import com.pulumi.aws.ecs.Cluster;
import com.pulumi.aws.ecs.Service;
import com.pulumi.aws.ecs.ServiceArgs;
import com.pulumi.aws.ecs.TaskDefinition;
import com.pulumi.aws.ecs.TaskDefinitionArgs;
import com.pulumi.aws.ecs.inputs.ServiceNetworkConfigurationArgs;
import com.pulumi.aws.iam.Role;
import com.pulumi.aws.iam.RoleArgs;
import com.pulumi.aws.iam.RolePolicy;
import com.pulumi.aws.iam.RolePolicyArgs;
import com.pulumi.aws.kms.Key;
import com.pulumi.aws.kms.KeyArgs;
import com.pulumi.aws.organizations.Account;
import com.pulumi.aws.organizations.AccountArgs;
import com.pulumi.aws.rds.Instance;
import com.pulumi.aws.rds.InstanceArgs;
import com.pulumi.aws.s3.BucketV2;
import com.pulumi.aws.s3.BucketV2Args;
import com.pulumi.aws.vpc.SecurityGroupIngressRule;
import com.pulumi.aws.vpc.SecurityGroupIngressRuleArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;

/** Deliberately bad programs, one for each group of rules, chosen by the configuration {@code judged:group}. */
public final class JudgedProgram {
    private static final String TRUST = """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
              "Principal": {"Service": "ecs-tasks.amazonaws.com"}}]}""";

    private JudgedProgram() {}

    /** Runs under Pulumi's engine. */
    public static void main(String[] arguments) {
        // pulumi-java#2270: with JDK 25 on two cores, the SDK waits for a thread that its own work holds.
        System.setProperty("java.util.concurrent.ForkJoinPool.common.parallelism", "4");
        Pulumi.run(JudgedProgram::stack);
    }

    private static void stack(Context context) {
        var group = context.config().require("group");
        switch (group) {
            case "databases" ->
                database(context.config().getBoolean("secretName").orElse(false));
            case "storage" ->
                new BucketV2("files", BucketV2Args.builder().forceDestroy(true).build());
            case "identity" -> role("everything", Output.of(everything()));
            case "unknown" -> {
                var key =
                        new Key("key", KeyArgs.builder().enableKeyRotation(true).build());
                role("reader", key.arn().applyValue(JudgedProgram::mayDecrypt));
            }
            case "network" ->
                new SecurityGroupIngressRule(
                        "ssh",
                        SecurityGroupIngressRuleArgs.builder()
                                .securityGroupId(group("anybody", vpc()).id())
                                .ipProtocol("tcp")
                                .fromPort(22)
                                .toPort(22)
                                .cidrIpv4("0.0.0.0/0")
                                .build());
            case "compute" -> service("web", vpc(), group("web", vpc("other")));
            case "reachability" -> webReachesTheDatabase();
            case "organizations" ->
                new Account(
                        "dev",
                        AccountArgs.builder()
                                .name("dev")
                                .email("dev@example.com")
                                .closeOnDeletion(true)
                                .build());
            case "many" -> {
                for (int i = 0; i < 2000; i++) {
                    new ComponentResource("judged:index:Part", "part-" + i) {};
                }
                new LogGroup("forever", LogGroupArgs.builder().build());
            }
            default -> throw new IllegalArgumentException("there is no group '" + group + "'");
        }
    }

    private static void database(boolean secretName) {
        var builder = InstanceArgs.builder()
                .engine("postgres")
                .engineVersion("17.5")
                .instanceClass("db.t4g.micro")
                .allocatedStorage(20)
                .username("holdfast")
                .manageMasterUserPassword(true)
                .publiclyAccessible(true)
                .skipFinalSnapshot(true);
        if (secretName) {
            builder.identifier(Output.ofSecret("a-name-that-nobody-may-see"));
        }
        new Instance("database", builder.build());
    }

    private static Vpc vpc() {
        return vpc("network");
    }

    private static Vpc vpc(String name) {
        return new Vpc(name, VpcArgs.builder().cidrBlock("10.9.0.0/16").build());
    }

    private static SecurityGroup group(String name, Vpc vpc) {
        return new SecurityGroup(
                name,
                SecurityGroupArgs.builder()
                        .vpcId(vpc.id())
                        .description("of " + name)
                        .build());
    }

    private static void webReachesTheDatabase() {
        var vpc = vpc();
        var web = group("web", vpc);
        var database = group("database", vpc);
        new SecurityGroupIngressRule(
                "database-from-web",
                SecurityGroupIngressRuleArgs.builder()
                        .securityGroupId(database.id())
                        .referencedSecurityGroupId(web.id())
                        .description("web asks the database by itself")
                        .ipProtocol("tcp")
                        .fromPort(5432)
                        .toPort(5432)
                        .build());
        new Instance(
                "database",
                InstanceArgs.builder()
                        .engine("postgres")
                        .engineVersion("17.5")
                        .instanceClass("db.t4g.micro")
                        .allocatedStorage(20)
                        .username("holdfast")
                        .manageMasterUserPassword(true)
                        .vpcSecurityGroupIds(database.id().applyValue(java.util.List::of))
                        .build());
        service("web", vpc, web);
    }

    private static void service(String name, Vpc vpc, SecurityGroup group) {
        var subnet = new Subnet(
                name,
                SubnetArgs.builder().vpcId(vpc.id()).cidrBlock("10.9.1.0/24").build());
        var definition = new TaskDefinition(
                name,
                TaskDefinitionArgs.builder()
                        .family(name)
                        .cpu("256")
                        .memory("8192")
                        .networkMode("awsvpc")
                        .requiresCompatibilities("FARGATE")
                        .containerDefinitions(
                                "[{\"name\": \"web\", \"image\": \"nginx\", \"privileged\": true, \"user\": \"root\"}]")
                        .build());
        new Service(
                name,
                ServiceArgs.builder()
                        .cluster(new Cluster(name).arn())
                        .taskDefinition(definition.arn())
                        .desiredCount(1)
                        .launchType("FARGATE")
                        .networkConfiguration(ServiceNetworkConfigurationArgs.builder()
                                .subnets(subnet.id().applyValue(java.util.List::of))
                                .securityGroups(group.id().applyValue(java.util.List::of))
                                .assignPublicIp(true)
                                .build())
                        .build());
    }

    private static void role(String name, Output<String> policy) {
        var role = new Role(name, RoleArgs.builder().assumeRolePolicy(TRUST).build());
        new RolePolicy(
                name, RolePolicyArgs.builder().role(role.name()).policy(policy).build());
    }

    private static String everything() {
        return """
                {"Version": "2012-10-17", "Statement": [{"Sid": "All", "Effect": "Allow", "Action": "*", "Resource": "*"}]}""";
    }

    private static String mayDecrypt(String key) {
        return """
                {"Version": "2012-10-17", "Statement": [{"Sid": "Key", "Effect": "Allow", "Action": "kms:Decrypt",
                  "Resource": "%s"}]}""".formatted(key);
    }
}
