package dev.holdfast.organization.guardrails;

import com.pulumi.core.Output;
import dev.holdfast.organization.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.policybuilder.iam.IamCondition;
import software.amazon.awssdk.policybuilder.iam.IamConditionOperator;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;
import software.amazon.awssdk.policybuilder.iam.IamPrincipal;

/**
 * What belongs to the organization is used by the organization only, whatever a bucket, a key or a role allows: the
 * identity perimeter of AWS's data-perimeter-policy-examples. Exempt are AWS's services, while they act for one of our
 * accounts, and GitHub's federation, from the repositories of one owner where one is given. Other federation has its
 * providers guarded by {@link CiTrust}.
 */
final class DataPerimeter {
    /** What waits for its closure stays ours, too. */
    static final List<Unit> UNITS = List.of(Unit.SECURITY, Unit.INFRASTRUCTURE, Unit.WORKLOADS, Unit.SUSPENDED);

    private static final String GITHUB_SUBJECT = "token.actions.githubusercontent.com:sub";

    private static final IamConditionOperator NOT_EQUALS = IamConditionOperator.STRING_NOT_EQUALS.addSuffix("IfExists");

    /** As long as an organization's id can be. */
    private static final String LONGEST_ID = "o-" + "x".repeat(32);

    /** The data, and the keys and roles that lead to it. */
    private static final List<String> DATA =
            List.of("dynamodb:*", "ecr:*", "kms:*", "s3:*", "secretsmanager:*", "sqs:*");

    /**
     * Without the federated ways into a role, whose callers are in no organization, and without TagSession and
     * SetSourceIdentity, which go with them.
     */
    private static final List<String> ROLES =
            List.of("sts:AssumeRole", "sts:GetFederationToken", "sts:GetServiceBearerToken", "sts:SetContext");

    /**
     * The accounts from which AWS's load balancers deliver their logs, in the regions of before August 2022; elsewhere a
     * service does ("Enable access logs for your Application Load Balancer").
     */
    private static final Map<String, String> LOAD_BALANCERS = Map.ofEntries(
            Map.entry("af-south-1", "098369216593"),
            Map.entry("ap-east-1", "754344448648"),
            Map.entry("ap-northeast-1", "582318560864"),
            Map.entry("ap-northeast-2", "600734575887"),
            Map.entry("ap-northeast-3", "383597477331"),
            Map.entry("ap-south-1", "718504428378"),
            Map.entry("ap-southeast-1", "114774131450"),
            Map.entry("ap-southeast-2", "783225319266"),
            Map.entry("ap-southeast-3", "589379963580"),
            Map.entry("ca-central-1", "985666609251"),
            Map.entry("eu-central-1", "054676820928"),
            Map.entry("eu-north-1", "897822967062"),
            Map.entry("eu-south-1", "635631232127"),
            Map.entry("eu-west-1", "156460612806"),
            Map.entry("eu-west-2", "652711504416"),
            Map.entry("eu-west-3", "009996457667"),
            Map.entry("me-south-1", "076674570225"),
            Map.entry("sa-east-1", "507241528517"),
            Map.entry("us-east-1", "127311923021"),
            Map.entry("us-east-2", "033677994240"),
            Map.entry("us-west-1", "027434742980"),
            Map.entry("us-west-2", "797873946194"));

    private DataPerimeter() {}

    static Guardrail guardrail(Output<String> organizationId, List<String> regions, Optional<String> repositoryOwner) {
        return new Guardrail(
                "data-perimeter",
                PolicyType.RESOURCE_CONTROL_POLICY,
                "Only the organization, and AWS's services for it, use its data, keys and roles",
                UNITS,
                organizationId.applyValue(
                        id -> policy(id, regions, repositoryOwner).toJson()),
                policy(LONGEST_ID, regions, repositoryOwner).toJson().length());
    }

    static IamPolicy policy(String organizationId, List<String> regions, Optional<String> repositoryOwner) {
        var policy = IamPolicy.builder();
        var actions = new ArrayList<>(DATA);
        actions.addAll(ROLES);
        policy.addStatement(Deny.actions("OtherOrganizations", actions)
                .addPrincipal(IamPrincipal.ALL)
                .conditions(outsiders(organizationId, regions))
                .build());
        // A service that is asked for by a resource of another organization: the confused deputy. It sends these keys
        // together or not at all.
        policy.addStatement(
                Deny.actions("ServicesForOthers", List.of("kms:*", "s3:*", "secretsmanager:*", "sqs:*", "sts:*"))
                        .addPrincipal(IamPrincipal.ALL)
                        .addCondition(NOT_EQUALS, "aws:SourceOrgID", organizationId)
                        .addCondition(IamConditionOperator.NULL, "aws:SourceAccount", "false")
                        .addCondition(IamConditionOperator.BOOL, "aws:PrincipalIsAWSService", "true")
                        .build());
        repositoryOwner.ifPresent(owner ->
                policy.addStatement(Deny.actions("OtherRepositories", List.of("sts:AssumeRoleWithWebIdentity"))
                        .addPrincipal(IamPrincipal.ALL)
                        .addCondition(IamConditionOperator.NULL, GITHUB_SUBJECT, "false")
                        // With the owner's id, as in repositories since July 2026, or without; no name has an @.
                        .addConditions(
                                IamConditionOperator.STRING_NOT_LIKE,
                                GITHUB_SUBJECT,
                                List.of("repo:" + owner + "/*", "repo:" + owner + "@*"))
                        .build()));
        return policy.build();
    }

    private static List<IamCondition> outsiders(String organizationId, List<String> regions) {
        var conditions = new ArrayList<IamCondition>();
        conditions.add(IamCondition.create(NOT_EQUALS, "aws:PrincipalOrgID", organizationId));
        var loadBalancers = regions.stream()
                .map(LOAD_BALANCERS::get)
                .filter(Objects::nonNull)
                .toList();
        conditions.addAll(IamCondition.createAll(NOT_EQUALS, "aws:PrincipalAccount", loadBalancers));
        conditions.add(IamCondition.create(
                IamConditionOperator.BOOL.addSuffix("IfExists"), "aws:PrincipalIsAWSService", "false"));
        return conditions;
    }
}
