package dev.holdfast.organization.state;

import dev.holdfast.organization.RoleNames;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.policybuilder.iam.IamCondition;
import software.amazon.awssdk.policybuilder.iam.IamConditionOperator;
import software.amazon.awssdk.policybuilder.iam.IamEffect;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;
import software.amazon.awssdk.policybuilder.iam.IamPrincipal;
import software.amazon.awssdk.policybuilder.iam.IamPrincipalType;
import software.amazon.awssdk.policybuilder.iam.IamStatement;

/**
 * Who may read and write which states, as policies of the bucket and of the keys. docs/state.md says it in prose.
 *
 * <p>A role is named by a condition, in its account: a policy that names it as the principal is refused while the role
 * does not exist, and forgets it when it is made anew. In the management account itself the roles' own policies decide.
 */
final class StatePolicies {
    private static final String PRINCIPAL = "aws:PrincipalArn";
    private static final List<String> READ = List.of("s3:GetObject");
    private static final List<String> WRITE =
            List.of("s3:AbortMultipartUpload", "s3:DeleteObject", "s3:GetObject", "s3:PutObject");

    /** The pipelines' roles in any account; whoever may call a role so is guarded by the organization's policies. */
    private static final List<String> ALL_PIPELINES = Stream.of(RoleNames.TEST, RoleNames.PREVIEW, RoleNames.DEPLOY)
            .map(role -> RoleNames.arn("*", role))
            .toList();

    private StatePolicies() {}

    /** The policy of the bucket. The guardrails of the organization do not bind its account, so that it says all itself. */
    static String ofBucket(String bucket, String organizationId, List<StateEnvironment> environments) {
        var statements = new ArrayList<IamStatement>();
        statements.add(denyAll(bucket, "TlsOnly")
                .addCondition(IamConditionOperator.BOOL, "aws:SecureTransport", "false")
                .build());
        statements.add(denyAll(bucket, "OrganizationOnly")
                .addCondition(
                        IamConditionOperator.STRING_NOT_EQUALS.addSuffix("IfExists"),
                        "aws:PrincipalOrgID",
                        organizationId)
                .addCondition(IamConditionOperator.BOOL.addSuffix("IfExists"), "aws:PrincipalIsAWSService", "false")
                .build());
        statements.add(allowPipelines("PipelinesList", organizationId)
                .actionIds(List.of("s3:GetBucketLocation", "s3:ListBucket"))
                .addResource(arn(bucket))
                .build());
        statements.add(allowPipelines("PipelinesReadTheOrganization", organizationId)
                .actionIds(READ)
                .resourceIds(arns(bucket, List.of(StateObjects.META, StateObjects.MANAGEMENT)))
                .build());
        for (var environment : environments) {
            environment.account().ifPresent(account -> statements.addAll(ofEnvironment(bucket, environment, account)));
        }
        return IamPolicy.create(statements).toJson();
    }

    private static List<IamStatement> ofEnvironment(String bucket, StateEnvironment environment, String account) {
        var own = StateObjects.ofStack(environment.name());
        var statements = new ArrayList<IamStatement>();
        statements.add(allow("Read", account, environment.pipelines())
                .actionIds(READ)
                .resourceIds(arns(bucket, own))
                .build());
        statements.add(allow("Write", account, environment.deployers())
                .actionIds(WRITE)
                .resourceIds(arns(bucket, own))
                .build());
        if (!environment.reviewers().isEmpty()) {
            statements.add(allow("WriteReviews", account, environment.reviewers())
                    .actionIds(WRITE)
                    .resourceIds(arns(bucket, StateObjects.ofReviews()))
                    .build());
        }
        return statements;
    }

    /** The policy of an environment's key: with it, its pipelines decrypt and encrypt what is secret in its states. */
    static String ofKey(String managementAccount, StateEnvironment environment) {
        var statements = new ArrayList<IamStatement>();
        statements.add(owner(managementAccount));
        environment
                .account()
                .ifPresent(account -> statements.add(allow("UseForItsSecrets", account, environment.pipelines())
                        .actionIds(List.of("kms:Decrypt", "kms:DescribeKey", "kms:Encrypt"))
                        .addResource("*")
                        .build()));
        return IamPolicy.create(statements).toJson();
    }

    /**
     * The policy of the organization's key, which the bucket's objects are encrypted with too. Every pipeline decrypts with
     * it: for its own objects, and because who reads another stack's outputs opens that stack's secrets (pulumi#11109). It
     * encrypts with it through S3 only.
     */
    static String ofManagementKey(String managementAccount, String organizationId, String region) {
        var read = allowPipelines("PipelinesRead", organizationId)
                .actionIds(List.of("kms:Decrypt", "kms:DescribeKey"))
                .addResource("*")
                .build();
        var write = allowPipelines("PipelinesWriteObjects", organizationId)
                .addAction("kms:GenerateDataKey")
                .addResource("*")
                .addCondition(IamConditionOperator.STRING_EQUALS, "kms:ViaService", "s3." + region + ".amazonaws.com")
                .build();
        return IamPolicy.create(List.of(owner(managementAccount), read, write)).toJson();
    }

    private static IamStatement owner(String account) {
        return IamStatement.builder()
                .sid("Owner")
                .effect(IamEffect.ALLOW)
                .addPrincipal(IamPrincipalType.AWS, "arn:aws:iam::" + account + ":root")
                .addAction("kms:*")
                .addResource("*")
                .build();
    }

    private static IamStatement.Builder denyAll(String bucket, String sid) {
        return IamStatement.builder()
                .sid(sid)
                .effect(IamEffect.DENY)
                .addPrincipal(IamPrincipal.ALL)
                .addAction("s3:*")
                .resourceIds(List.of(arn(bucket), arn(bucket) + "/*"));
    }

    private static IamStatement.Builder allowPipelines(String sid, String organizationId) {
        return IamStatement.builder()
                .sid(sid)
                .effect(IamEffect.ALLOW)
                .addPrincipal(IamPrincipal.ALL)
                .conditions(conditions(organizationId));
    }

    private static List<IamCondition> conditions(String organizationId) {
        var conditions = new ArrayList<IamCondition>();
        conditions.add(IamCondition.create(IamConditionOperator.STRING_EQUALS, "aws:PrincipalOrgID", organizationId));
        conditions.addAll(IamCondition.createAll(IamConditionOperator.ARN_LIKE, PRINCIPAL, ALL_PIPELINES));
        return conditions;
    }

    private static IamStatement.Builder allow(String what, String account, List<String> roles) {
        return IamStatement.builder()
                .sid(what + account)
                .effect(IamEffect.ALLOW)
                .addPrincipal(IamPrincipalType.AWS, "arn:aws:iam::" + account + ":root")
                .addConditions(IamConditionOperator.ARN_EQUALS, PRINCIPAL, roles);
    }

    private static List<String> arns(String bucket, List<String> keys) {
        return keys.stream().map(key -> arn(bucket) + "/" + key).toList();
    }

    private static String arn(String bucket) {
        return "arn:aws:s3:::" + bucket;
    }
}
