package dev.holdfast.policy.rules.deploy;

import dev.holdfast.policy.NotEvaluatedException;
import dev.holdfast.policy.PolicyResource;
import dev.holdfast.policy.PolicyStack;
import dev.holdfast.policy.Value;
import dev.holdfast.policy.rules.iam.PolicyDocument;
import dev.holdfast.policy.rules.iam.PolicyDocument.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a role may do by its own policies. A condition of a grant is taken as met, and one of a denial too. What the
 * organization, a boundary or the resource denies is not asked.
 */
final class Permissions {
    /** Those of no role at all. */
    static final Permissions NOBODYS = new Permissions("no role", List.of());

    private static final String POLICY = "aws:iam/policy:Policy";

    /** What the policies of AWS for the start of tasks allow. */
    private static final String OF_EXECUTION = "service-role/AmazonECSTaskExecutionRolePolicy";

    private static final List<String> EXECUTION = List.of(
            "ecr:GetAuthorizationToken",
            "ecr:BatchCheckLayerAvailability",
            "ecr:GetDownloadUrlForLayer",
            "ecr:BatchGetImage",
            "logs:CreateLogStream",
            "logs:PutLogEvents");

    private final String role;
    private final List<Value> documents;
    private final List<String> managed = new ArrayList<>();

    private Permissions(String role, List<Value> documents) {
        this.role = role;
        this.documents = documents;
    }

    static Permissions of(PolicyStack stack, PolicyResource role) {
        var documents = new ArrayList<Value>();
        var permissions = new Permissions(role.name(), documents);
        stack.referring("aws:iam/rolePolicy:RolePolicy", "role", role)
                .forEach(policy -> documents.add(policy.property("policy")));
        if (role.gives("inlinePolicies")) {
            role.property("inlinePolicies").elements().forEach(policy -> documents.add(policy.get("policy")));
        }
        if (role.gives("managedPolicyArns")) {
            permissions.attach(stack, role, "managedPolicyArns");
        }
        stack.referring("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "role", role)
                .forEach(attachment -> permissions.attach(stack, attachment, "policyArn"));
        return permissions;
    }

    /** Whose they are. */
    String role() {
        return role;
    }

    /**
     * Whether an action on a resource is allowed.
     *
     * @throws NotEvaluatedException if a policy that cannot be read may decide it
     */
    boolean allow(String action, String resource) {
        boolean allowed = EXECUTION.contains(action) && managed.stream().anyMatch(arn -> arn.endsWith(OF_EXECUTION))
                || managed.stream().anyMatch(arn -> arn.endsWith(":policy/AdministratorAccess"));
        Optional<Value> unknown = Optional.empty();
        for (var document : documents) {
            if (document.isUnknown()) {
                unknown = Optional.of(document);
                continue;
            }
            for (var statement : PolicyDocument.of(document).statements()) {
                if (statement.covers(action) && isAbout(statement, resource)) {
                    if (!statement.allows()) {
                        return false;
                    }
                    allowed = true;
                }
            }
        }
        if (unknown.isPresent() && !allowed) {
            throw new NotEvaluatedException("the policy of role " + role + " is not known before the update");
        }
        return allowed;
    }

    private void attach(PolicyStack stack, PolicyResource from, String path) {
        stack.referenced(from, path, POLICY).forEach(policy -> documents.add(policy.property("policy")));
        managed.addAll(stack.external(from, path, POLICY));
    }

    private static boolean isAbout(Statement statement, String resource) {
        return statement.notResources().isEmpty()
                ? statement.resources().stream().anyMatch(pattern -> matches(pattern, resource))
                : statement.notResources().stream().noneMatch(pattern -> matches(pattern, resource));
    }

    private static boolean matches(String pattern, String resource) {
        return PolicyDocument.matches(pattern, placed(resource, pattern));
    }

    /** Region and account of what is not there yet are {@code *}: it will be where the statement says. */
    private static String placed(String resource, String pattern) {
        var parts = resource.split(":", 6);
        var wanted = pattern.split(":", 6);
        if (parts.length == 6 && wanted.length == 6) {
            for (int i = 3; i <= 4; i++) {
                parts[i] = parts[i].equals("*") ? wanted[i] : parts[i];
            }
        }
        return String.join(":", parts);
    }
}
