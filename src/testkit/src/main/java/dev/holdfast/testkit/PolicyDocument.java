package dev.holdfast.testkit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A policy of IAM or AWS Organizations, and what it says to a request: a test shows the deny, and the allow beside it.
 *
 * <pre>{@code
 * var guardrail = PolicyDocument.allowingEverything().and(PolicyDocument.parse(json));
 * assertThat(guardrail.decide(AccessRequest.to("organizations:LeaveOrganization"))).isEqualTo(EXPLICITLY_DENIED);
 * }</pre>
 *
 * It evaluates as AWS's "Policy evaluation logic" says within one kind of policy. What it does not know - an element, an
 * operator, a variable, a version, a global key - is an AssertionError, never a guess.
 */
public final class PolicyDocument {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final List<PolicyStatement> statements;

    private PolicyDocument(List<PolicyStatement> statements) {
        this.statements = List.copyOf(statements);
    }

    /**
     * Reads a policy.
     *
     * @throws AssertionError naming what AWS would refuse, or what this evaluator does not know
     */
    public static PolicyDocument parse(String json) {
        var policy = tree(json);
        Elements.onlyKnown("policy", policy, Set.of("Version", "Id", "Statement"));
        var version = policy.path("Version").asText();
        if (!version.equals("2012-10-17")) {
            throw new AssertionError("the policy's Version is '" + version + "'; known is only 2012-10-17");
        }
        var statement = policy.path("Statement");
        if (statement.isEmpty()) {
            throw new AssertionError("the policy has no Statement");
        }
        var statements = new ArrayList<PolicyStatement>();
        (statement.isArray() ? statement : List.of(statement)).forEach(one -> statements.add(PolicyStatement.of(one)));
        return new PolicyDocument(statements);
    }

    /** What AWS attaches everywhere beside guardrails: FullAWSAccess. */
    public static PolicyDocument allowingEverything() {
        return parse(
                "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}}");
    }

    /** Both policies attached to the same. */
    public PolicyDocument and(PolicyDocument other) {
        return new PolicyDocument(
                Stream.concat(statements.stream(), other.statements.stream()).toList());
    }

    /** What it says to a request. */
    public Decision decide(AccessRequest request) {
        // Every statement is asked, so that what is unknown in any of them is found.
        var effects = statements.stream()
                .filter(statement -> statement.appliesTo(request))
                .map(PolicyStatement::allows)
                .toList();
        if (effects.contains(false)) {
            return Decision.EXPLICITLY_DENIED;
        }
        return effects.isEmpty() ? Decision.IMPLICITLY_DENIED : Decision.ALLOWED;
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException invalid) {
            throw new AssertionError("the policy is not JSON: " + invalid.getOriginalMessage(), invalid);
        }
    }
}
