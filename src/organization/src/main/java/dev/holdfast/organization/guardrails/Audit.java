package dev.holdfast.organization.guardrails;

import java.util.List;
import software.amazon.awssdk.policybuilder.iam.IamConditionOperator;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;

/**
 * Nobody but the landing zone switches off what watches an account, or what the landing zone set up in it: trails,
 * detectors, recorders, analyzers, and whatever is named {@code holdfast-organization-*}. To read them, to archive
 * findings and to add rules stays allowed.
 */
final class Audit {
    private static final String OURS = "holdfast-organization-*";

    private static final List<String> SECURITY_SERVICES = List.of(
            "access-analyzer:DeleteAnalyzer",
            "access-analyzer:UpdateAnalyzer",
            "cloudtrail:DeleteEventDataStore",
            "cloudtrail:DeleteTrail",
            "cloudtrail:PutEventSelectors",
            "cloudtrail:PutInsightSelectors",
            "cloudtrail:StopEventDataStoreIngestion",
            "cloudtrail:StopLogging",
            "cloudtrail:UpdateEventDataStore",
            "cloudtrail:UpdateTrail",
            "config:DeleteConfigurationAggregator",
            "config:DeleteConfigurationRecorder",
            "config:DeleteDeliveryChannel",
            "config:DeleteOrganizationConfigRule",
            "config:DeleteOrganizationConformancePack",
            "config:DeleteRetentionConfiguration",
            "config:PutConfigurationRecorder",
            "config:PutDeliveryChannel",
            "config:PutRetentionConfiguration",
            "config:StopConfigurationRecorder",
            "guardduty:CreateIPSet",
            "guardduty:DeleteDetector",
            "guardduty:DeleteMembers",
            "guardduty:DeletePublishingDestination",
            "guardduty:Disassociate*",
            "guardduty:StopMonitoringMembers",
            "guardduty:UpdateDetector",
            "guardduty:UpdateIPSet",
            "guardduty:UpdateMemberDetectors",
            "guardduty:UpdateOrganizationConfiguration",
            "guardduty:UpdatePublishingDestination",
            "securityhub:BatchDisableStandards",
            "securityhub:DeleteFindingAggregator",
            "securityhub:DeleteMembers",
            "securityhub:DisableImportFindingsForProduct",
            "securityhub:DisableSecurityHub*",
            "securityhub:Disassociate*",
            "securityhub:UpdateFindingAggregator",
            "securityhub:UpdateOrganizationConfiguration",
            "securityhub:UpdateSecurityHubConfiguration");

    /** What the baseline of an account sets for all of it. */
    private static final List<String> ACCOUNT_SETTINGS = List.of(
            "account:DeleteAlternateContact",
            "account:PutAlternateContact",
            "ec2:DisableEbsEncryptionByDefault",
            "iam:DeleteAccountPasswordPolicy",
            "iam:UpdateAccountPasswordPolicy",
            "s3:PutAccountPublicAccessBlock");

    private static final List<String> BUCKETS = List.of(
            "s3:BypassGovernanceRetention",
            "s3:DeleteBucket",
            "s3:DeleteBucketPolicy",
            "s3:PutBucketAcl",
            "s3:PutBucketObjectLockConfiguration",
            "s3:PutBucketOwnershipControls",
            "s3:PutBucketPolicy",
            "s3:PutBucketPublicAccessBlock",
            "s3:PutBucketVersioning",
            "s3:PutEncryptionConfiguration",
            "s3:PutLifecycleConfiguration",
            "s3:PutObjectLegalHold",
            "s3:PutObjectRetention",
            "s3:PutReplicationConfiguration");

    private static final List<String> ALARMS_AND_LOGS = List.of(
            "cloudwatch:DeleteAlarms",
            "cloudwatch:DisableAlarmActions",
            "cloudwatch:PutMetricAlarm",
            "cloudwatch:SetAlarmState",
            "events:DeleteRule",
            "events:DisableRule",
            "events:PutRule",
            "events:PutTargets",
            "events:RemoveTargets",
            "logs:DeleteLogGroup",
            "logs:DeleteLogStream",
            "logs:DeleteMetricFilter",
            "logs:DeleteRetentionPolicy",
            "logs:DeleteSubscriptionFilter",
            "logs:DisassociateKmsKey",
            "logs:PutMetricFilter",
            "logs:PutRetentionPolicy",
            "logs:PutSubscriptionFilter",
            "sns:AddPermission",
            "sns:DeleteTopic",
            "sns:RemovePermission",
            "sns:SetSubscriptionAttributes",
            "sns:SetTopicAttributes");

    private static final List<String> KEYS = List.of(
            "kms:DeleteAlias",
            "kms:DisableKey",
            "kms:DisableKeyRotation",
            "kms:PutKeyPolicy",
            "kms:ScheduleKeyDeletion",
            "kms:UpdateAlias");

    /** A vault under a governance lock is safe as long as its lock is. */
    private static final List<String> VAULTS = List.of(
            "backup:DeleteBackupVault",
            "backup:DeleteBackupVaultAccessPolicy",
            "backup:DeleteBackupVaultLockConfiguration",
            "backup:PutBackupVaultAccessPolicy",
            "backup:PutBackupVaultLockConfiguration");

    private static final List<String> LANDING_ZONE = List.of(Principals.LANDING_ZONE);

    private Audit() {}

    static Guardrail guardrail() {
        return Guardrail.of(
                "audit",
                PolicyType.SERVICE_CONTROL_POLICY,
                "Only the landing zone changes what watches the accounts, and its own buckets, alarms and keys",
                Guardrail.MANAGED,
                policy());
    }

    static IamPolicy policy() {
        return IamPolicy.create(List.of(
                Deny.actions("SecurityServices", SECURITY_SERVICES)
                        .conditions(Deny.exceptBy(LANDING_ZONE))
                        .build(),
                Deny.actions("AccountSettings", ACCOUNT_SETTINGS)
                        .conditions(Deny.exceptBy(LANDING_ZONE))
                        .build(),
                Deny.actionsOn("Buckets", BUCKETS, List.of("arn:aws:s3:::" + OURS))
                        .conditions(Deny.exceptBy(LANDING_ZONE))
                        // A privileged task unlocks a bucket whose policy locks out even the landing zone.
                        .addCondition(Deny.exceptByAssumedRoot())
                        .build(),
                Deny.actionsOn(
                                "Logs",
                                List.of("s3:DeleteObject", "s3:DeleteObjectVersion"),
                                List.of("arn:aws:s3:::" + OURS))
                        .conditions(Deny.exceptBy(LANDING_ZONE))
                        // The bucket with the states lies in the management account, and Pulumi deletes its locks
                        // there.
                        .addCondition(
                                IamConditionOperator.STRING_EQUALS, "aws:ResourceAccount", "${aws:PrincipalAccount}")
                        .build(),
                Deny.actionsOn(
                                "AlarmsAndLogs",
                                ALARMS_AND_LOGS,
                                List.of(
                                        "arn:aws:cloudwatch:*:*:alarm:" + OURS,
                                        "arn:aws:events:*:*:rule/" + OURS,
                                        "arn:aws:logs:*:*:log-group:" + OURS,
                                        "arn:aws:sns:*:*:" + OURS))
                        .conditions(Deny.exceptBy(LANDING_ZONE))
                        .build(),
                Deny.actions("Keys", KEYS)
                        .conditions(Deny.exceptBy(LANDING_ZONE))
                        // A key has no name but its aliases.
                        .addCondition(
                                IamConditionOperator.STRING_LIKE.addPrefix("ForAnyValue:"),
                                "kms:ResourceAliases",
                                "alias/" + OURS)
                        .build(),
                Deny.actionsOn("Vaults", VAULTS, List.of("arn:aws:backup:*:*:backup-vault:" + OURS))
                        .conditions(Deny.exceptBy(LANDING_ZONE))
                        .build()));
    }
}
