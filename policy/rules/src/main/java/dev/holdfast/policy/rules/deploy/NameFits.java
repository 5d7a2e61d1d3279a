package dev.holdfast.policy.rules.deploy;

import static dev.holdfast.policy.rules.Rule.rule;

import dev.holdfast.policy.Evaluation;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.PolicyResource;
import dev.holdfast.policy.ResourcePolicy;
import dev.holdfast.policy.ResourceTypes;
import dev.holdfast.policy.Severity;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** DEP-07. A name is one that its service accepts. */
final class NameFits implements ResourcePolicy {
    private static final Map<String, Limit> LIMITS = new HashMap<>();

    static {
        var words = "[A-Za-z0-9_-]+";
        var host = "[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?";
        var iam = "[A-Za-z0-9_+=,.@-]+";
        limit("aws:lb/loadBalancer:LoadBalancer", "name", 1, 32, "(?!internal-)" + host);
        limit("aws:alb/loadBalancer:LoadBalancer", "name", 1, 32, "(?!internal-)" + host);
        limit("aws:lb/targetGroup:TargetGroup", "name", 1, 32, host);
        limit("aws:alb/targetGroup:TargetGroup", "name", 1, 32, host);
        limit("aws:rds/instance:Instance", "identifier", 1, 63, "[A-Za-z](?:-?[A-Za-z0-9])*");
        limit("aws:rds/cluster:Cluster", "clusterIdentifier", 1, 63, "[A-Za-z](?:-?[A-Za-z0-9])*");
        limit("aws:rds/parameterGroup:ParameterGroup", "name", 1, 255, "[A-Za-z](?:-?[A-Za-z0-9.])*");
        limit("aws:rds/subnetGroup:SubnetGroup", "name", 1, 255, "[a-z0-9 ._-]+");
        limit("aws:s3/bucket:Bucket", "bucket", 3, 63, "(?!.*\\.\\.)[a-z0-9][a-z0-9.-]*[a-z0-9]");
        limit("aws:s3/bucketV2:BucketV2", "bucket", 3, 63, "(?!.*\\.\\.)[a-z0-9][a-z0-9.-]*[a-z0-9]");
        limit("aws:iam/role:Role", "name", 1, 64, iam);
        limit("aws:iam/policy:Policy", "name", 1, 128, iam);
        limit("aws:iam/rolePolicy:RolePolicy", "name", 1, 128, iam);
        limit("aws:lambda/function:Function", "name", 1, 64, words);
        limit("aws:ec2/securityGroup:SecurityGroup", "name", 1, 255, "(?!sg-)[A-Za-z0-9 ._:/()#,@\\[\\]+=&;{}!$*-]+");
        limit("aws:elasticache/serverlessCache:ServerlessCache", "name", 1, 40, "[A-Za-z](?:-?[A-Za-z0-9])*");
        limit(
                "aws:elasticache/replicationGroup:ReplicationGroup",
                "replicationGroupId",
                1,
                40,
                "[A-Za-z](?:-?[A-Za-z0-9])*");
        limit("aws:cloudwatch/logGroup:LogGroup", "name", 1, 512, "[A-Za-z0-9._/#-]+");
        limit("aws:cloudwatch/metricAlarm:MetricAlarm", "name", 1, 255, ".+");
        limit("aws:cloudwatch/eventRule:EventRule", "name", 1, 64, "[A-Za-z0-9._-]+");
        limit("aws:ecs/cluster:Cluster", "name", 1, 255, words);
        limit("aws:ecs/service:Service", "name", 1, 255, words);
        limit("aws:ecs/taskDefinition:TaskDefinition", "family", 1, 255, words);
        limit("aws:ecr/repository:Repository", "name", 2, 256, "[a-z0-9]+(?:[._/-]+[a-z0-9]+)*");
        limit("aws:sns/topic:Topic", "name", 1, 256, "[A-Za-z0-9_-]+(?:\\.fifo)?");
        limit("aws:sqs/queue:Queue", "name", 1, 80, "[A-Za-z0-9_-]+(?:\\.fifo)?");
        limit("aws:kms/alias:Alias", "name", 7, 256, "alias/(?!aws/)[A-Za-z0-9/_-]+");
        limit("aws:secretsmanager/secret:Secret", "name", 1, 512, "[A-Za-z0-9/_+=.@-]+");
        limit("aws:backup/vault:Vault", "name", 2, 50, words);
        limit("aws:wafv2/webAcl:WebAcl", "name", 1, 128, words);
    }

    private record Limit(String property, int least, int most, Pattern form) {}

    private static void limit(String type, String property, int least, int most, String form) {
        LIMITS.put(type, new Limit(property, least, most, Pattern.compile(form)));
    }

    @Override
    public PolicyMetadata metadata() {
        return rule("DEP-07", "name-fits", Severity.HIGH)
                .description("A name is as long as its service allows, and of the characters that it allows.")
                .why("A long environment's name makes names that AWS refuses one by one, in the middle of the update.")
                .mend("Shorten the name, or the name of the stack that it begins with.")
                .build();
    }

    @Override
    public ResourceTypes types() {
        return ResourceTypes.of(LIMITS.keySet().stream().sorted().toArray(String[]::new));
    }

    @Override
    public void validate(PolicyResource resource, Evaluation evaluation) {
        var limit = LIMITS.get(resource.type());
        var property = resource.property(limit.property());
        if (property.isAbsent()) {
            return;
        }
        var name = property.string();
        if (name.length() > limit.most() || name.length() < limit.least()) {
            evaluation.violation(limit.property() + " '" + name + "' has " + name.length() + " characters; allowed are "
                    + limit.least() + " to " + limit.most());
        } else if (!limit.form().matcher(name).matches()) {
            evaluation.violation(limit.property() + " '" + name + "' is not of the form that the service accepts");
        }
    }
}
