package dev.holdfast.policy.rules.organizations;

import static dev.holdfast.policy.rules.Rule.rule;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.policy.Evaluation;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.PolicyResource;
import dev.holdfast.policy.ResourcePolicy;
import dev.holdfast.policy.ResourceTypes;
import dev.holdfast.policy.Severity;
import java.util.Map;

/** ORG-07. AWS accepts a policy of the organization, and an alarm can say which of its statements denied something. */
final class OrganizationPolicyIsAccepted implements ResourcePolicy {
    private static final Map<String, Integer> CHARACTERS = Map.of(
            "SERVICE_CONTROL_POLICY", 10_240,
            "RESOURCE_CONTROL_POLICY", 5_120,
            "DECLARATIVE_POLICY_EC2", 10_000,
            "BACKUP_POLICY", 10_000,
            "TAG_POLICY", 10_000,
            "AISERVICES_OPT_OUT_POLICY", 2_500);

    @Override
    public PolicyMetadata metadata() {
        return rule("ORG-07", "organizations-policy-is-accepted", Severity.HIGH)
                .description(
                        "A policy of the organization is JSON, within AWS's size, and each denial in it has a Sid.")
                .why("AWS refuses it in the middle of the update otherwise; and without a Sid nobody finds the denial.")
                .mend("Split the policy, or shorten its lists; give each statement that denies a Sid.")
                .control(
                        "AWS Organizations",
                        "quotas",
                        "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html")
                .build();
    }

    @Override
    public ResourceTypes types() {
        return ResourceTypes.of("aws:organizations/policy:Policy");
    }

    @Override
    public void validate(PolicyResource policy, Evaluation evaluation) {
        var type = policy.property("type").string("SERVICE_CONTROL_POLICY");
        int size = policy.property("content").string().length();
        int quota = CHARACTERS.getOrDefault(type, 10_000);
        if (size > quota) {
            evaluation.violation("content has " + size + " characters; AWS allows " + quota);
        }
        JsonNode content;
        try {
            content = policy.property("content").json();
        } catch (IllegalStateException noJson) {
            evaluation.violation("content is no JSON");
            return;
        }
        if (!type.endsWith("CONTROL_POLICY")) {
            return;
        }
        var statements = Guardrails.statements(content);
        if (statements.stream().noneMatch(OrganizationPolicyIsAccepted::denies)) {
            evaluation.violation("denies nothing: beside FullAWSAccess, what it allows is allowed already");
        }
        if (statements.stream().anyMatch(one -> denies(one) && !one.hasNonNull("Sid"))) {
            evaluation.violation("a statement that denies has no Sid");
        }
    }

    private static boolean denies(JsonNode statement) {
        return statement.path("Effect").asText().equals("Deny");
    }
}
