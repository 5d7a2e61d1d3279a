package dev.holdfast.sandbox.services;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.sandbox.cloud.AwsException;
import dev.holdfast.sandbox.cloud.Resource;
import dev.holdfast.sandbox.cloud.Resources;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What a role may do by its own policies, inline and attached, and by its permissions boundary: Allow and Deny with
 * Action or NotAction, Resource and the plain string conditions. Of AWS's managed policies it knows none that grants anything on secrets or keys.
 */
final class Permissions {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> KNOWN = Set.of("Sid", "Effect", "Action", "NotAction", "Resource", "Condition");
    private static final Set<String> EXACT = Set.of("StringEquals", "ArnEquals");
    private static final Set<String> WILDCARD = Set.of("StringLike", "ArnLike");

    private final Resources resources;

    Permissions(Resources resources) {
        this.resources = resources;
    }

    /**
     * Returns if the caller's role may do this.
     *
     * @param context the condition keys of this request and their values
     * @throws AwsException {@code AccessDeniedException}, naming action, resource and role, if it may not
     */
    void require(SecurityTokens.Caller caller, String action, String resource, Map<String, String> context) {
        var role = resources
                .in(caller.account(), "aws:iam/role:Role")
                .filter(one -> one.arn().filter(caller.roleArn()::equals).isPresent())
                .findFirst()
                .orElseThrow(() -> new AwsException(
                        "AccessDeniedException", "The role " + caller.roleArn() + " does not exist any more"));
        judge(caller, action, resource, context, policies(caller, role), "an identity-based policy");
        var boundary = role.text("permissionsBoundary");
        if (boundary.isPresent()) {
            judge(caller, action, resource, context, managed(caller, role, boundary.get()), "a permissions boundary");
        }
    }

    private static void judge(
            SecurityTokens.Caller caller,
            String action,
            String resource,
            Map<String, String> context,
            List<JsonNode> documents,
            String kind) {
        var allowed = false;
        for (var policy : documents) {
            for (var statement : list(policy.path("Statement"))) {
                if (!applies(statement, action, resource, context, caller)) {
                    continue;
                }
                if (statement.path("Effect").asText().equals("Deny")) {
                    throw denied(caller, action, resource, "with an explicit deny in " + kind);
                }
                allowed = true;
            }
        }
        if (!allowed) {
            throw denied(
                    caller,
                    action,
                    resource,
                    "because no " + kind.substring(kind.indexOf(' ') + 1) + " allows the " + action + " action");
        }
    }

    private List<JsonNode> policies(SecurityTokens.Caller caller, Resource role) {
        var documents = new ArrayList<JsonNode>();
        role.objects("inlinePolicies").stream()
                .map(policy -> policy.get("policy"))
                .filter(String.class::isInstance)
                .forEach(policy -> documents.add(parsed(role, (String) policy)));
        resources
                .in(caller.account(), "aws:iam/rolePolicy:RolePolicy")
                .filter(policy -> isOf(policy, role))
                .flatMap(policy -> policy.text("policy").stream())
                .forEach(document -> documents.add(parsed(role, document)));
        var attached = resources
                .in(caller.account(), "aws:iam/rolePolicyAttachment:RolePolicyAttachment")
                .filter(attachment -> isOf(attachment, role))
                .flatMap(attachment -> attachment.text("policyArn").stream());
        Stream.concat(attached, role.texts("managedPolicyArns").stream())
                .distinct()
                .forEach(arn -> documents.addAll(managed(caller, role, arn)));
        return documents;
    }

    private List<JsonNode> managed(SecurityTokens.Caller caller, Resource role, String arn) {
        return resources
                .in(caller.account(), "aws:iam/policy:Policy")
                .filter(policy -> policy.arn().filter(arn::equals).isPresent())
                .flatMap(policy -> policy.text("policy").stream())
                .map(document -> parsed(role, document))
                .toList();
    }

    private static boolean isOf(Resource policy, Resource role) {
        return policy.text("role")
                .filter(name -> name.equals(role.id()) || Optional.of(name).equals(role.text("name")))
                .isPresent();
    }

    private static boolean applies(
            JsonNode statement,
            String action,
            String resource,
            Map<String, String> context,
            SecurityTokens.Caller caller) {
        // IAM compares actions without regard to case, resources with it.
        if (statement.has("Action")
                && texts(statement.path("Action")).noneMatch(one -> matches(one, action, Pattern.CASE_INSENSITIVE))) {
            return false;
        }
        if (texts(statement.path("NotAction")).anyMatch(one -> matches(one, action, Pattern.CASE_INSENSITIVE))) {
            return false;
        }
        statement.fieldNames().forEachRemaining(field -> {
            if (!KNOWN.contains(field)) {
                throw unknown(caller, field, statement);
            }
        });
        return texts(statement.path("Resource")).anyMatch(one -> matches(one, resource, 0))
                && holds(statement, context, caller);
    }

    private static boolean holds(JsonNode statement, Map<String, String> context, SecurityTokens.Caller caller) {
        for (var condition : statement.path("Condition").properties()) {
            for (var test : condition.getValue().properties()) {
                var operator = condition.getKey();
                var actual = context.get(test.getKey());
                if (actual == null || !EXACT.contains(operator) && !WILDCARD.contains(operator)) {
                    throw unknown(caller, "Condition " + operator + " on " + test.getKey(), statement);
                }
                if (texts(test.getValue())
                        .noneMatch(wanted -> EXACT.contains(operator) && !operator.startsWith("Arn")
                                ? wanted.equals(actual)
                                : matches(wanted, actual, 0))) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean matches(String pattern, String value, int flags) {
        var expression = Pattern.quote(pattern).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
        return Pattern.compile(expression, flags | Pattern.DOTALL)
                .matcher(value)
                .matches();
    }

    private static Stream<String> texts(JsonNode oneOrMany) {
        return list(oneOrMany).stream().map(JsonNode::asText);
    }

    private static List<JsonNode> list(JsonNode oneOrMany) {
        return oneOrMany.isArray()
                ? StreamSupport.stream(oneOrMany.spliterator(), false).toList()
                : oneOrMany.isMissingNode() ? List.of() : List.of(oneOrMany);
    }

    private static JsonNode parsed(Resource role, String document) {
        try {
            return JSON.readTree(document);
        } catch (JsonProcessingException e) {
            throw new AwsException(
                    "MalformedPolicyDocument", "a policy of " + role + " is no JSON: " + e.getOriginalMessage());
        }
    }

    private static AwsException denied(SecurityTokens.Caller caller, String action, String resource, String reason) {
        return new AwsException(
                "AccessDeniedException",
                "User: " + caller.arn() + " is not authorized to perform: " + action + " on resource: " + resource + " "
                        + reason + "; the role is " + caller.roleArn());
    }

    private static AwsException unknown(SecurityTokens.Caller caller, String what, JsonNode statement) {
        return new AwsException(
                "AccessDeniedException",
                "The sandbox cannot evaluate " + what + " in statement '"
                        + statement.path("Sid").asText("without Sid") + "' of role " + caller.roleArn()
                        + "; it knows " + KNOWN + ", and conditions " + EXACT + " and " + WILDCARD);
    }
}
