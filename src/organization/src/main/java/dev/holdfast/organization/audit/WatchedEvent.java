package dev.holdfast.organization.audit;

import dev.holdfast.organization.RoleNames;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What somebody is told of when it happens in any account: an event of the trail, or too many of them.
 *
 * @param name what its filter, metric and alarm are called
 * @param control the control of the benchmark that asks for it, or of Holdfast
 * @param title what a person reads who is told
 * @param pattern the events, in the language of CloudWatch Logs' filters, at most 1024 characters
 * @param often how many of them in five minutes are one too many
 * @see <a href="https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html">Security Hub's controls
 *     for CloudWatch</a>, which publish the benchmark's patterns
 */
record WatchedEvent(String name, String control, String title, String pattern, int often) {
    private static final String CIS = "CIS AWS Foundations 3.0, ";
    private static final String OURS = "Holdfast";

    /** Section 4 of the benchmark, and the ways of the highest privilege that it does not know. */
    static final List<WatchedEvent> ALL = List.of(
            // By the benchmark one is too many. AWS's own consoles and tools ask for what they may not have all day
            // long.
            new WatchedEvent(
                    "unauthorized-calls",
                    CIS + "4.1",
                    "Many calls were refused for lack of permission",
                    "{ ($.errorCode = \"*UnauthorizedOperation\") || ($.errorCode = \"AccessDenied*\") }",
                    20),
            once(
                    "sign-in-without-mfa",
                    CIS + "4.2",
                    "A user signed in to the console without a second factor",
                    "{ ($.eventName = \"ConsoleLogin\") && ($.additionalEventData.MFAUsed != \"Yes\")"
                            + " && ($.userIdentity.type = \"IAMUser\")"
                            + " && ($.responseElements.ConsoleLogin = \"Success\") }"),
            once(
                    "root-used",
                    CIS + "4.3",
                    "The root user of an account was used",
                    "{ $.userIdentity.type = \"Root\" && $.userIdentity.invokedBy NOT EXISTS"
                            + " && $.eventType != \"AwsServiceEvent\" }"),
            once(
                    "iam-policy-changes",
                    CIS + "4.4",
                    "An IAM policy was changed, attached or detached",
                    from(
                            "iam.amazonaws.com",
                            "DeleteGroupPolicy",
                            "DeleteRolePolicy",
                            "DeleteUserPolicy",
                            "PutGroupPolicy",
                            "PutRolePolicy",
                            "PutUserPolicy",
                            "CreatePolicy",
                            "DeletePolicy",
                            "CreatePolicyVersion",
                            "DeletePolicyVersion",
                            "AttachRolePolicy",
                            "DetachRolePolicy",
                            "AttachUserPolicy",
                            "DetachUserPolicy",
                            "AttachGroupPolicy",
                            "DetachGroupPolicy")),
            once(
                    "trail-changes",
                    CIS + "4.5",
                    "A CloudTrail trail was created, changed or stopped",
                    named("CreateTrail", "UpdateTrail", "DeleteTrail", "StartLogging", "StopLogging")),
            once(
                    "failed-sign-ins",
                    CIS + "4.6",
                    "Signing in to the console failed",
                    "{ ($.eventName = ConsoleLogin) && ($.errorMessage = \"Failed authentication\") }"),
            once(
                    "key-disabled",
                    CIS + "4.7",
                    "A KMS key was disabled, or its deletion begun",
                    from("kms.amazonaws.com", "DisableKey", "ScheduleKeyDeletion")),
            once(
                    "bucket-policy-changes",
                    CIS + "4.8",
                    "Who may reach a bucket, or what becomes of its objects, was changed",
                    from(
                            "s3.amazonaws.com",
                            "PutBucketAcl",
                            "PutBucketPolicy",
                            "PutBucketCors",
                            "PutBucketLifecycle",
                            "PutBucketReplication",
                            "DeleteBucketPolicy",
                            "DeleteBucketCors",
                            "DeleteBucketLifecycle",
                            "DeleteBucketReplication")),
            once(
                    "config-changes",
                    CIS + "4.9",
                    "AWS Config's recording was changed or stopped",
                    from(
                            "config.amazonaws.com",
                            "StopConfigurationRecorder",
                            "DeleteDeliveryChannel",
                            "PutDeliveryChannel",
                            "PutConfigurationRecorder")),
            once(
                    "security-group-changes",
                    CIS + "4.10",
                    "A security group was changed",
                    named(
                            "AuthorizeSecurityGroupIngress",
                            "AuthorizeSecurityGroupEgress",
                            "RevokeSecurityGroupIngress",
                            "RevokeSecurityGroupEgress",
                            "CreateSecurityGroup",
                            "DeleteSecurityGroup")),
            once(
                    "network-acl-changes",
                    CIS + "4.11",
                    "A network ACL was changed",
                    named(
                            "CreateNetworkAcl",
                            "CreateNetworkAclEntry",
                            "DeleteNetworkAcl",
                            "DeleteNetworkAclEntry",
                            "ReplaceNetworkAclEntry",
                            "ReplaceNetworkAclAssociation")),
            once(
                    "gateway-changes",
                    CIS + "4.12",
                    "A gateway between a network and the outside was changed",
                    named(
                            "CreateCustomerGateway",
                            "DeleteCustomerGateway",
                            "AttachInternetGateway",
                            "CreateInternetGateway",
                            "DeleteInternetGateway",
                            "DetachInternetGateway")),
            once(
                    "route-changes",
                    CIS + "4.13",
                    "A route was changed",
                    from(
                            "ec2.amazonaws.com",
                            "CreateRoute",
                            "CreateRouteTable",
                            "ReplaceRoute",
                            "ReplaceRouteTableAssociation",
                            "DeleteRouteTable",
                            "DeleteRoute",
                            "DisassociateRouteTable")),
            once(
                    "vpc-changes",
                    CIS + "4.14",
                    "A VPC or its peering was changed",
                    named(
                            "CreateVpc",
                            "DeleteVpc",
                            "ModifyVpcAttribute",
                            "AcceptVpcPeeringConnection",
                            "CreateVpcPeeringConnection",
                            "DeleteVpcPeeringConnection",
                            "RejectVpcPeeringConnection",
                            "AttachClassicLinkVpc",
                            "DetachClassicLinkVpc",
                            "DisableVpcClassicLink",
                            "EnableVpcClassicLink")),
            once(
                    "organization-changes",
                    CIS + "4.15",
                    "The organization was changed: accounts, units or policies",
                    from(
                            "organizations.amazonaws.com",
                            "AcceptHandshake",
                            "AttachPolicy",
                            "CreateAccount",
                            "CreateOrganizationalUnit",
                            "CreatePolicy",
                            "DeclineHandshake",
                            "DeleteOrganization",
                            "DeleteOrganizationalUnit",
                            "DeletePolicy",
                            "DetachPolicy",
                            "DisablePolicyType",
                            "EnablePolicyType",
                            "InviteAccountToOrganization",
                            "LeaveOrganization",
                            "MoveAccount",
                            "RemoveAccountFromOrganization",
                            "UpdatePolicy",
                            "UpdateOrganizationalUnit")),
            once(
                    "root-session",
                    OURS,
                    "A session with root's rights was opened in an account, from the management account",
                    from("sts.amazonaws.com", "AssumeRoot")),
            once(
                    "break-glass-used",
                    OURS,
                    "Somebody is, or tried to become, administrator by breaking the glass",
                    anyOf(
                            is("$.requestParameters.roleArn", "*:role" + RoleNames.PATH + RoleNames.BREAK_GLASS),
                            is("$.requestParameters.roleArn", "*AWSReservedSSO_" + RoleNames.BREAK_GLASS + "_*"),
                            is(
                                    "$.userIdentity.sessionContext.sessionIssuer.arn",
                                    "*:role" + RoleNames.PATH + RoleNames.BREAK_GLASS),
                            is(
                                    "$.userIdentity.sessionContext.sessionIssuer.arn",
                                    "*AWSReservedSSO_" + RoleNames.BREAK_GLASS + "_*"))));

    private static WatchedEvent once(String name, String control, String title, String pattern) {
        return new WatchedEvent(name, control, title, pattern, 1);
    }

    /** Events of these names, whatever service they are of. */
    private static String named(String... events) {
        return "{ " + alternatives(events) + " }";
    }

    /** Events of these names of one service. */
    private static String from(String service, String... events) {
        return "{ ($.eventSource = " + service + ") && (" + alternatives(events) + ") }";
    }

    private static String alternatives(String... events) {
        return Stream.of(events).map(event -> "($.eventName=" + event + ")").collect(Collectors.joining(" || "));
    }

    private static String is(String field, String value) {
        return "(" + field + " = \"" + value + "\")";
    }

    private static String anyOf(String... conditions) {
        return "{ " + String.join(" || ", conditions) + " }";
    }
}
