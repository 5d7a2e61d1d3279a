package dev.holdfast.impact.security;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.impact.SecurityChange.Kind;
import java.util.LinkedHashSet;
import java.util.Set;

/** Who has which policy, boundary or access: where one resource joins others. */
final class Attachments implements FactInspection {
    @Override
    public Set<Fact> facts(Compared resource, JsonNode inputs, Referents referents) {
        var facts = new LinkedHashSet<Fact>();
        switch (resource.type()) {
            case "aws:iam/rolePolicyAttachment:RolePolicyAttachment" ->
                facts.add(has("role " + referents.name(inputs, "role"), referents.name(inputs, "policyArn")));
            case "aws:iam/userPolicyAttachment:UserPolicyAttachment" ->
                facts.add(has("user " + referents.name(inputs, "user"), referents.name(inputs, "policyArn")));
            case "aws:iam/groupPolicyAttachment:GroupPolicyAttachment" ->
                facts.add(has("group " + referents.name(inputs, "group"), referents.name(inputs, "policyArn")));
            case "aws:iam/role:Role" -> role(resource, inputs, referents, facts);
            case "aws:iam/user:User" -> facts.add(exists("IAM user " + resource.name()));
            case "aws:iam/accessKey:AccessKey" ->
                facts.add(exists("an access key that lasts, of user " + referents.name(inputs, "user") + ","));
            case "aws:iam/userLoginProfile:UserLoginProfile" ->
                facts.add(exists("a password for the console, of user " + referents.name(inputs, "user") + ","));
            case "aws:iam/openIdConnectProvider:OpenIdConnectProvider" ->
                facts.add(exists("trust in the tokens of " + inputs.path("url").asText()));
            case "aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment" ->
                facts.add(has(
                        "permission set " + referents.name(inputs, "permissionSetArn"),
                        referents.name(inputs, "managedPolicyArn")));
            case "aws:ssoadmin/accountAssignment:AccountAssignment" ->
                facts.add(may(
                        referents.name(inputs, "principalId"),
                        " work in account " + referents.name(inputs, "targetId") + " as "
                                + referents.name(inputs, "permissionSetArn")));
            case "aws:organizations/delegatedAdministrator:DelegatedAdministrator" ->
                facts.add(may(
                        "account " + referents.name(inputs, "accountId"),
                        " administer " + inputs.path("servicePrincipal").asText() + " for the organization"));
            case "aws:organizations/policyAttachment:PolicyAttachment" ->
                facts.add(new Fact(
                        Kind.PERMISSION,
                        false,
                        referents.name(inputs, "targetId") + " has to obey " + referents.name(inputs, "policyId"),
                        referents.name(inputs, "targetId") + " no longer has to obey "
                                + referents.name(inputs, "policyId")));
            default -> {
                // Joins nothing.
            }
        }
        return facts;
    }

    private static void role(Compared role, JsonNode inputs, Referents referents, Set<Fact> facts) {
        inputs.path("managedPolicyArns")
                .forEach(policy -> facts.add(has("role " + role.name(), referents.name(policy.asText()))));
        var boundary = inputs.path("permissionsBoundary").asText("");
        // What holds back a role that is new holds back nobody who was there before.
        if (!boundary.isEmpty() && !role.before().isMissingNode()) {
            facts.add(new Fact(
                    Kind.PERMISSION,
                    false,
                    "role " + role.name() + " may do no more than " + referents.name(boundary) + " lets it",
                    "role " + role.name() + " is no longer held by " + referents.name(boundary)));
        }
    }

    private static Fact has(String who, String policy) {
        return new Fact(
                Kind.PERMISSION,
                true,
                who + " may do what " + policy + " allows",
                who + " may no longer do what " + policy + " allows");
    }

    private static Fact may(String who, String what) {
        return new Fact(Kind.PERMISSION, true, who + " may" + what, who + " may no longer" + what);
    }

    private static Fact exists(String what) {
        return new Fact(Kind.PERMISSION, true, what + " is new", what + " is gone");
    }
}
