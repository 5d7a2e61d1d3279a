package dev.holdfast.organization.guardrails;

import dev.holdfast.organization.RoleNames;
import java.util.List;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;

/**
 * Nobody but the landing zone changes who gets into an account: Holdfast's roles and their boundaries, the role of the
 * landing zone itself, and the identity providers. Whoever could change them would be whoever they let in.
 */
final class CiTrust {
    private static final List<String> ROLES = List.of(
            "iam:AttachRolePolicy",
            "iam:CreateRole",
            "iam:DeleteRole",
            "iam:DeleteRolePermissionsBoundary",
            "iam:DeleteRolePolicy",
            "iam:DetachRolePolicy",
            "iam:PutRolePermissionsBoundary",
            "iam:PutRolePolicy",
            "iam:TagRole",
            "iam:UntagRole",
            "iam:UpdateAssumeRolePolicy",
            "iam:UpdateRole",
            "iam:UpdateRoleDescription");

    private static final List<String> POLICIES = List.of(
            "iam:CreatePolicy",
            "iam:CreatePolicyVersion",
            "iam:DeletePolicy",
            "iam:DeletePolicyVersion",
            "iam:SetDefaultPolicyVersion");

    private static final List<String> IDENTITY_PROVIDERS = List.of(
            "iam:AddClientIDToOpenIDConnectProvider",
            "iam:CreateOpenIDConnectProvider",
            "iam:CreateSAMLProvider",
            "iam:DeleteOpenIDConnectProvider",
            "iam:DeleteSAMLProvider",
            "iam:RemoveClientIDFromOpenIDConnectProvider",
            "iam:UpdateOpenIDConnectProviderThumbprint",
            "iam:UpdateSAMLProvider");

    private static final List<String> LANDING_ZONE = List.of(Principals.LANDING_ZONE);

    private CiTrust() {}

    static Guardrail guardrail() {
        return Guardrail.of(
                "ci-trust",
                PolicyType.SERVICE_CONTROL_POLICY,
                "Only the landing zone changes its roles, their boundaries and the identity providers",
                Guardrail.MANAGED,
                policy());
    }

    static IamPolicy policy() {
        return IamPolicy.create(List.of(
                Deny.actionsOn("Roles", ROLES, List.of(RoleNames.arn("*", "*"), Principals.LANDING_ZONE))
                        .conditions(Deny.exceptBy(LANDING_ZONE))
                        .build(),
                Deny.actionsOn("Policies", POLICIES, List.of("arn:aws:iam::*:policy" + RoleNames.PATH + "*"))
                        .conditions(Deny.exceptBy(LANDING_ZONE))
                        .build(),
                Deny.actions("IdentityProviders", IDENTITY_PROVIDERS)
                        .conditions(Deny.exceptBy(LANDING_ZONE))
                        .build()));
    }
}
