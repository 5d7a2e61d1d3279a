package dev.holdfast.organization.pipeline;

import static dev.holdfast.organization.pipeline.Statements.allow;
import static dev.holdfast.organization.pipeline.Statements.allowAllBut;
import static dev.holdfast.organization.pipeline.Statements.deny;

import dev.holdfast.organization.DataAccess;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.policybuilder.iam.IamConditionOperator;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;
import software.amazon.awssdk.policybuilder.iam.IamStatement;

/**
 * Permissions boundaries: what a role cannot do, whatever policy somebody attaches to it. No pipeline's role can make a
 * credential that lasts, change who gets into an account, or read a secret, and no role of a workload says who gets in
 * where.
 */
public final class Boundaries {
    /** The services that say who gets in where. */
    private static final List<String> IDENTITY =
            List.of("account:*", "iam:*", "identitystore:*", "organizations:*", "sso:*", "sso-directory:*", "sts:*");

    private static final List<String> READ_IDENTITY = List.of(
            "account:Get*",
            "account:List*",
            "iam:Get*",
            "iam:List*",
            "identitystore:Describe*",
            "identitystore:Get*",
            "identitystore:List*",
            "organizations:Describe*",
            "organizations:List*",
            "sso:Describe*",
            "sso:Get*",
            "sso:List*");

    private static final List<String> LOGS = List.of(
            "logs:FilterLogEvents",
            "logs:GetLogEvents",
            "logs:GetLogRecord",
            "logs:GetQueryResults",
            "logs:StartLiveTail",
            "logs:StartQuery",
            "logs:Unmask");

    private static final List<String> CREDENTIALS = List.of(
            "iam:CreateAccessKey",
            "iam:CreateGroup",
            "iam:CreateLoginProfile",
            "iam:CreateServiceSpecificCredential",
            "iam:CreateUser",
            "iam:ResetServiceSpecificCredential",
            "iam:UpdateAccessKey",
            "iam:UpdateLoginProfile",
            "iam:UploadSSHPublicKey",
            "iam:UploadSigningCertificate");

    private static final List<String> TRUST = List.of(
            "iam:AttachRolePolicy",
            "iam:CreatePolicy",
            "iam:CreatePolicyVersion",
            "iam:CreateRole",
            "iam:DeletePolicy",
            "iam:DeletePolicyVersion",
            "iam:DeleteRole",
            "iam:DeleteRolePermissionsBoundary",
            "iam:DeleteRolePolicy",
            "iam:DetachRolePolicy",
            "iam:PassRole",
            "iam:PutRolePermissionsBoundary",
            "iam:PutRolePolicy",
            "iam:SetDefaultPolicyVersion",
            "iam:UpdateAssumeRolePolicy",
            "iam:UpdateRole");

    private static final List<String> IDENTITY_PROVIDERS = List.of(
            "iam:AddClientIDToOpenIDConnectProvider",
            "iam:CreateOpenIDConnectProvider",
            "iam:CreateSAMLProvider",
            "iam:DeleteOpenIDConnectProvider",
            "iam:DeleteSAMLProvider",
            "iam:RemoveClientIDFromOpenIDConnectProvider",
            "iam:UpdateOpenIDConnectProviderThumbprint",
            "iam:UpdateSAMLProvider");

    private static final List<String> ENDINGS = List.of(
            "organizations:CloseAccount",
            "organizations:DeleteOrganization",
            "organizations:LeaveOrganization",
            "organizations:RemoveAccountFromOrganization");

    private static final List<String> EVERYTHING = List.of("*");

    private Boundaries() {}

    /** Of the roles of a workload's tasks, functions and backups: all services but those of identity. */
    public static IamPolicy ofWorkloadRole() {
        return IamPolicy.create(List.of(allowAllBut("Services", IDENTITY).build()));
    }

    /** Of a role that changes a workload: all services but those of identity, and its own tasks' roles. */
    static IamPolicy ofWorkload(WorkloadRoles roles) {
        return IamPolicy.create(ofWorkloadStatements(roles));
    }

    /**
     * Of a role that changes one kind of environments in an account that it shares with another one: nothing that has the
     * other's tag. AWS's services ask for a resource's tags in most of their actions that change, not in all.
     */
    static IamPolicy ofWorkloadBeside(String environment, WorkloadRoles roles) {
        var statements = new ArrayList<>(ofWorkloadStatements(roles));
        statements.add(deny("OtherEnvironment", EVERYTHING, EVERYTHING)
                .addCondition(IamConditionOperator.STRING_EQUALS, "aws:ResourceTag/environment", environment)
                .build());
        return IamPolicy.create(statements);
    }

    /** Of a role that reads: no data, no logs and no objects but the state. */
    static IamPolicy ofPreview(List<String> readableObjects, List<IamStatement> assuming) {
        var statements = new ArrayList<>(DataAccess.denied(readableObjects));
        statements.add(allowAllBut("Services", IDENTITY).build());
        statements.add(allow("ReadIdentity", READ_IDENTITY, EVERYTHING).build());
        statements.add(deny("NoLogs", LOGS, EVERYTHING).build());
        statements.addAll(assuming);
        return IamPolicy.create(statements);
    }

    /**
     * Of the role that changes the organization. What is Holdfast's own in the management account, and which accounts
     * there are no longer, only a person decides.
     */
    static IamPolicy ofOrganization(String managementAccountId) {
        var own = List.of(
                "arn:aws:iam::" + managementAccountId + ":role/holdfast/*",
                "arn:aws:iam::" + managementAccountId + ":policy/holdfast/*");
        return IamPolicy.create(List.of(
                allow("Everything", EVERYTHING, EVERYTHING).build(),
                deny("NoCredentials", CREDENTIALS, EVERYTHING).build(),
                deny("NoTrust", TRUST, own).build(),
                deny("NoIdentityProviders", IDENTITY_PROVIDERS, EVERYTHING).build(),
                deny("NoEndings", ENDINGS, EVERYTHING).build(),
                deny("NoSecrets", DataAccess.SECRETS, EVERYTHING).build()));
    }

    private static List<IamStatement> ofWorkloadStatements(WorkloadRoles roles) {
        var statements = new ArrayList<IamStatement>();
        statements.add(allowAllBut("Services", IDENTITY).build());
        statements.addAll(roles.allowed());
        statements.add(deny("NoSecrets", DataAccess.SECRETS, EVERYTHING).build());
        return statements;
    }
}
