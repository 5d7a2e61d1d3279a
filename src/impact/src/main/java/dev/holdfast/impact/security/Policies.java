package dev.holdfast.impact.security;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.holdfast.impact.SecurityChange;
import dev.holdfast.impact.SecurityChange.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What policies allow in addition, or no more: those of identities, of resources, and of the organization. */
final class Policies implements Inspection {
    private static final String ROLE = "aws:iam/role:Role";
    private static final String ORGANIZATION = "aws:organizations/policy:Policy";
    private static final String ENDPOINT = "aws:ec2/vpcEndpoint:VpcEndpoint";
    private static final String LAMBDA_PERMISSION = "aws:lambda/permission:Permission";

    private static final JsonNode EVERYTHING = JsonNodeFactory.instance
            .objectNode()
            .set(
                    "Statement",
                    JsonNodeFactory.instance
                            .objectNode()
                            .put("Effect", "Allow")
                            .put("Principal", "*")
                            .put("Action", "*")
                            .put("Resource", "*"));

    /** The property that holds the document, by type. */
    private static final Map<String, String> DOCUMENTS = Map.ofEntries(
            Map.entry("aws:iam/policy:Policy", "policy"),
            Map.entry("aws:iam/rolePolicy:RolePolicy", "policy"),
            Map.entry("aws:iam/userPolicy:UserPolicy", "policy"),
            Map.entry("aws:iam/groupPolicy:GroupPolicy", "policy"),
            Map.entry("aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy", "inlinePolicy"),
            Map.entry(ORGANIZATION, "content"),
            Map.entry("aws:organizations/resourcePolicy:ResourcePolicy", "content"),
            Map.entry("aws:s3/bucketPolicy:BucketPolicy", "policy"),
            Map.entry("aws:ecr/repositoryPolicy:RepositoryPolicy", "policy"),
            Map.entry("aws:ecr/registryPolicy:RegistryPolicy", "policy"),
            Map.entry("aws:secretsmanager/secretPolicy:SecretPolicy", "policy"),
            Map.entry("aws:secretsmanager/secret:Secret", "policy"),
            Map.entry("aws:sqs/queue:Queue", "policy"),
            Map.entry("aws:sqs/queuePolicy:QueuePolicy", "policy"),
            Map.entry("aws:sns/topic:Topic", "policy"),
            Map.entry("aws:sns/topicPolicy:TopicPolicy", "policy"),
            Map.entry("aws:backup/vaultPolicy:VaultPolicy", "policy"),
            Map.entry("aws:kms/key:Key", "policy"),
            Map.entry("aws:kms/keyPolicy:KeyPolicy", "policy"),
            Map.entry(ENDPOINT, "policy"),
            Map.entry("aws:cloudwatch/logResourcePolicy:LogResourcePolicy", "policyDocument"));

    @Override
    public List<SecurityChange> inspect(Compared resource, Referents referents) {
        var changes = new ArrayList<SecurityChange>();
        if (resource.type().equals(ROLE)) {
            compare(resource, "role " + resource.name(), "assumeRolePolicy", changes);
            inline(resource, changes);
        } else if (resource.type().equals(LAMBDA_PERMISSION)) {
            documents(resource, resource.name(), permission(resource.before()), permission(resource.after()), changes);
        } else if (DOCUMENTS.containsKey(resource.type())) {
            compare(resource, subject(resource, referents), DOCUMENTS.get(resource.type()), changes);
        }
        return changes;
    }

    private static void compare(Compared resource, String subject, String property, List<SecurityChange> changes) {
        documents(
                resource,
                subject,
                document(resource.type(), resource.before(), property),
                document(resource.type(), resource.after(), property),
                changes);
    }

    /** An endpoint without a policy lets everything through. */
    private static JsonNode document(String type, JsonNode inputs, String property) {
        return type.equals(ENDPOINT) && inputs.isObject() && !inputs.has(property) ? EVERYTHING : inputs.path(property);
    }

    private static void documents(
            Compared resource, String subject, JsonNode before, JsonNode after, List<SecurityChange> changes) {
        if (before.equals(after)) {
            return;
        }
        var was = PolicyStatements.read(before);
        var is = PolicyStatements.read(after);
        if (was.isEmpty() || is.isEmpty()) {
            changes.add(new SecurityChange(
                    resource.urn(),
                    kind(resource),
                    true,
                    "what the policy of " + subject + " says changes, in a way that only the update knows"));
            return;
        }
        tell(resource, subject, PolicyDifference.of(is.get(), was.get()), true, changes);
        tell(resource, subject, PolicyDifference.of(was.get(), is.get()), false, changes);
    }

    private static void tell(
            Compared resource, String subject, PolicyDifference difference, boolean now, List<SecurityChange> changes) {
        for (var sentence : difference.sentences()) {
            // A policy of the organization is about whoever is under it, even where it names everybody.
            boolean own = sentence.principal().isEmpty() || resource.type().equals(ORGANIZATION);
            var who = own ? subject : sentence.principal().equals("*") ? "everybody" : sentence.principal();
            var where = own ? "" : ", by the policy of " + subject;
            var verb = sentence.allow()
                    ? now ? " may " : " may no longer "
                    : now ? " is denied " : " is no longer denied ";
            changes.add(new SecurityChange(
                    resource.urn(),
                    sentence.everybodys() && !own && kind(resource) != Kind.NETWORK ? Kind.EXPOSURE : kind(resource),
                    sentence.allow() == now,
                    who + verb + sentence.rest() + where));
        }
    }

    /** Policies within a role, each with a name, compared as one: where a statement stands means nothing. */
    private static void inline(Compared role, List<SecurityChange> changes) {
        documents(role, "role " + role.name(), joined(role.before()), joined(role.after()), changes);
    }

    private static JsonNode joined(JsonNode role) {
        var policies = role.path("inlinePolicies");
        if (policies.isEmpty()) {
            return MissingNode.getInstance();
        }
        var all = JsonNodeFactory.instance.objectNode();
        var statements = all.putArray("Statement");
        for (var policy : policies) {
            var document = PolicyStatements.tree(policy.path("policy"));
            if (document.isEmpty()) {
                return policy.path("policy");
            }
            var some = document.get().path("Statement");
            (some.isArray() ? some : List.of(some)).forEach(statements::add);
        }
        return all;
    }

    /** A permission to call a function is a statement of the function's policy. */
    private static JsonNode permission(JsonNode inputs) {
        if (inputs.isMissingNode()) {
            return inputs;
        }
        var statement = JsonNodeFactory.instance.objectNode();
        statement.put("Effect", "Allow");
        statement.set("Principal", inputs.path("principal"));
        statement.set("Action", inputs.path("action"));
        statement.set("Resource", inputs.path("function"));
        var condition = JsonNodeFactory.instance.objectNode();
        for (var property : List.of("sourceArn", "sourceAccount", "principalOrgId")) {
            if (inputs.has(property)) {
                condition.set(property, inputs.path(property));
            }
        }
        if (!condition.isEmpty()) {
            statement.set("Condition", condition);
        }
        return JsonNodeFactory.instance.objectNode().set("Statement", statement);
    }

    /** Whom the policy is about, or what. */
    private static String subject(Compared resource, Referents referents) {
        var inputs = resource.after().isMissingNode() ? resource.before() : resource.after();
        for (var property : List.of("role", "user", "group", "bucket", "repository")) {
            if (inputs.path(property).isTextual()) {
                return property + " " + referents.name(inputs, property);
            }
        }
        return switch (resource.type()) {
            case ENDPOINT -> resource.name() + " (what goes through it)";
            case "aws:iam/policy:Policy" -> "whoever has policy " + resource.name();
            case ORGANIZATION -> "whoever is under policy " + resource.name();
            case "aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy" ->
                "whoever has permission set " + referents.name(inputs, "permissionSetArn");
            default -> resource.name();
        };
    }

    private static Kind kind(Compared resource) {
        if (resource.type().equals(ENDPOINT)) {
            // It lets through what others allow, and allows nothing itself.
            return Kind.NETWORK;
        }
        return resource.type().startsWith("aws:kms/") ? Kind.ENCRYPTION : Kind.PERMISSION;
    }
}
