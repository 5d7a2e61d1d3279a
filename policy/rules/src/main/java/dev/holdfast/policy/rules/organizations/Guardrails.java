package dev.holdfast.policy.rules.organizations;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.policy.NotEvaluatedException;
import dev.holdfast.policy.PolicyResource;
import dev.holdfast.policy.PolicyStack;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Which service control policies an account has: its own, and those of its units up to the root. */
final class Guardrails {
    private static final String UNIT = "aws:organizations/organizationalUnit:OrganizationalUnit";
    private static final String ORGANIZATION = "aws:organizations/organization:Organization";
    private static final String POLICY = "aws:organizations/policy:Policy";

    private final PolicyStack stack;

    Guardrails(PolicyStack stack) {
        this.stack = stack;
    }

    /** An account and what it is in, from the inside to the root, which the organization stands for. */
    List<PolicyResource> line(PolicyResource account) {
        var line = new ArrayList<PolicyResource>();
        line.add(account);
        var parent = parent(account);
        while (parent != null && !line.contains(parent)) {
            line.add(parent);
            parent = parent.type().equals(ORGANIZATION) ? null : parent(parent);
        }
        return line;
    }

    /**
     * Whether an account is denied something.
     *
     * @throws NotEvaluatedException if no policy that can be read denies it, and there is one that cannot
     */
    boolean denies(PolicyResource account, Predicate<JsonNode> statement) {
        NotEvaluatedException undecided = null;
        var line = line(account);
        for (var attachment : stack.resources("aws:organizations/policyAttachment:PolicyAttachment")) {
            try {
                if (line.stream().anyMatch(target -> isAttached(attachment, target)) && has(attachment, statement)) {
                    return true;
                }
            } catch (NotEvaluatedException e) {
                undecided = e;
            }
        }
        if (undecided != null) {
            throw undecided;
        }
        return false;
    }

    /** A denial of an action, whatever the condition. */
    static Predicate<JsonNode> ofAction(String action) {
        return statement -> statement.has("Action")
                ? texts(statement.path("Action")).stream().anyMatch(pattern -> matches(pattern, action))
                : texts(statement.path("NotAction")).stream().noneMatch(pattern -> matches(pattern, action));
    }

    /** A denial of regions, or of everything. */
    static boolean ofRegions(JsonNode statement) {
        return statement.path("Condition").toString().contains("aws:RequestedRegion")
                || texts(statement.path("Action")).contains("*");
    }

    /** The statements of a policy, of which there may be one without a list. */
    static List<JsonNode> statements(JsonNode policy) {
        var statements = policy.path("Statement");
        var all = new ArrayList<JsonNode>();
        if (statements.isArray()) {
            statements.forEach(all::add);
        } else if (statements.isObject()) {
            all.add(statements);
        }
        return all;
    }

    private boolean has(PolicyResource attachment, Predicate<JsonNode> statement) {
        return stack.reference(attachment, "policyId", POLICY)
                .filter(policy ->
                        policy.property("type").string("SERVICE_CONTROL_POLICY").equals("SERVICE_CONTROL_POLICY"))
                .filter(policy -> statements(policy.property("content").json()).stream()
                        .filter(one -> one.path("Effect").asText().equals("Deny") && concernsEverybody(one))
                        .anyMatch(statement))
                .isPresent();
    }

    /** A denial for root users only, or for some role, is none: it must be for all, or for all but some. */
    private static boolean concernsEverybody(JsonNode statement) {
        for (var condition : statement.path("Condition").properties()) {
            if (condition.getKey().contains("Like") || condition.getKey().contains("Equals")) {
                for (var key : condition.getValue().properties()) {
                    if (!condition.getKey().contains("Not") && key.getKey().startsWith("aws:Principal")) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    private boolean isAttached(PolicyResource attachment, PolicyResource target) {
        return isRoot(attachment, "targetId")
                ? target.type().equals(ORGANIZATION)
                : stack.referenced(attachment, "targetId", UNIT, "aws:organizations/account:Account")
                        .contains(target);
    }

    private PolicyResource parent(PolicyResource inner) {
        if (isRoot(inner, "parentId")) {
            return stack.resources(ORGANIZATION).stream().findFirst().orElse(null);
        }
        return stack.reference(inner, "parentId", UNIT).orElse(null);
    }

    private boolean isRoot(PolicyResource from, String path) {
        var value = from.property(path);
        if (!value.isUnknown()) {
            return value.string("").startsWith("r-");
        }
        return from.propertyDependencies().getOrDefault(path, java.util.Set.of()).stream()
                .anyMatch(urn -> stack.resource(urn)
                        .filter(origin -> origin.type().equals(ORGANIZATION))
                        .isPresent());
    }

    private static List<String> texts(JsonNode one) {
        var all = new ArrayList<String>();
        if (one.isTextual()) {
            all.add(one.asText());
        } else {
            one.forEach(text -> all.add(text.asText()));
        }
        return all;
    }

    private static boolean matches(String pattern, String action) {
        return action.toLowerCase(java.util.Locale.ROOT)
                .matches(pattern.toLowerCase(java.util.Locale.ROOT)
                        .replace(".", "\\.")
                        .replace("*", ".*")
                        .replace("?", "."));
    }
}
