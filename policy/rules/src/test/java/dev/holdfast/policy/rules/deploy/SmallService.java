package dev.holdfast.policy.rules.deploy;

import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import java.util.List;
import java.util.Map;

/** One service with all that its tasks need; every id and ARN is known. */
final class SmallService {
    static final String REPOSITORY = "arn:aws:ecr:eu-central-1:111111111111:repository/holdfast/api";
    static final String SECRET = "arn:aws:secretsmanager:eu-central-1:222222222222:secret:credentials-AbCdEf";
    static final String KEY = "arn:aws:kms:eu-central-1:222222222222:key/k-1";
    static final String LOGS = "arn:aws:logs:eu-central-1:222222222222:log-group:/holdfast/api";

    final TestStack stack = new TestStack("holdfast", "prod");
    final TestResource key = stack.add("aws:kms/key:Key", "key").set("arn", KEY);
    final TestResource secret = stack.add("aws:secretsmanager/secret:Secret", "credentials")
            .set("arn", SECRET)
            .set("kmsKeyId", KEY);
    final TestResource logs = stack.add("aws:cloudwatch/logGroup:LogGroup", "api-logs")
            .set("name", "/holdfast/api")
            .set("arn", LOGS);
    final TestResource role = stack.add("aws:iam/role:Role", "api-execution")
            .set("name", "api-execution")
            .set("arn", "arn:aws:iam::222222222222:role/api-execution");
    final TestResource policy =
            stack.add("aws:iam/rolePolicy:RolePolicy", "api-execution").set("role", "api-execution");
    final TestResource definition = stack.add("aws:ecs/taskDefinition:TaskDefinition", "api")
            .set("arn", "arn:aws:ecs:eu-central-1:222222222222:task-definition/api:1")
            .set("executionRoleArn", "arn:aws:iam::222222222222:role/api-execution")
            .set(
                    "containerDefinitions",
                    "[{'name':'api','image':'111111111111.dkr.ecr.eu-central-1.amazonaws.com/holdfast/api@sha256:1',"
                                    .replace('\'', '"')
                            + ("'portMappings':[{'containerPort':8080}],'secrets':[{'name':'X','valueFrom':'" + SECRET
                                            + ":password::'}],'logConfiguration':{'logDriver':'awslogs','options':"
                                            + "{'awslogs-group':'/holdfast/api'}}}]")
                                    .replace('\'', '"'));
    final TestResource subnet = stack.add("aws:ec2/subnet:Subnet", "private").set("id", "subnet-1");
    final TestResource group = stack.add("aws:ec2/securityGroup:SecurityGroup", "security-api")
            .set("id", "sg-1")
            .set("egress", List.of(Map.of("protocol", "tcp", "fromPort", 443, "toPort", 443)));
    final TestResource targets = stack.add("aws:lb/targetGroup:TargetGroup", "api")
            .set("arn", "arn:aws:elasticloadbalancing:eu-central-1:222222222222:targetgroup/api/1")
            .set("targetType", "ip")
            .set("healthCheck", Map.of("path", "/health/ready"));
    final TestResource service = stack.add("aws:ecs/service:Service", "api")
            .set("taskDefinition", "arn:aws:ecs:eu-central-1:222222222222:task-definition/api:1")
            .set(
                    "networkConfiguration",
                    Map.of("subnets", List.of("subnet-1"), "securityGroups", List.of("sg-1"), "assignPublicIp", false))
            .set(
                    "loadBalancers",
                    List.of(Map.of(
                            "containerName",
                            "api",
                            "containerPort",
                            8080,
                            "targetGroupArn",
                            "arn:aws:elasticloadbalancing:eu-central-1:222222222222:targetgroup/api/1")));

    SmallService() {
        mayEverything();
    }

    void mayEverything() {
        may(
                statement("ecr:GetAuthorizationToken", "*"),
                statement("ecr:*", REPOSITORY),
                statement("secretsmanager:GetSecretValue", SECRET),
                statement("kms:Decrypt", KEY),
                statement("logs:CreateLogStream", LOGS + ":*"),
                statement("logs:PutLogEvents", LOGS + ":*"));
    }

    void may(String... statements) {
        policy.set("policy", "{\"Statement\":[" + String.join(",", statements) + "]}");
    }

    static String statement(String action, String resource) {
        return "{\"Effect\":\"Allow\",\"Action\":\"" + action + "\",\"Resource\":\"" + resource + "\"}";
    }
}
