package dev.holdfast.organization.guardrails;

import static dev.holdfast.organization.guardrails.Decisions.ACCOUNT;
import static dev.holdfast.organization.guardrails.Decisions.ADMINISTRATOR;
import static dev.holdfast.organization.guardrails.Decisions.BREAK_GLASS;
import static dev.holdfast.organization.guardrails.Decisions.DEPLOY;
import static dev.holdfast.organization.guardrails.Decisions.LANDING_ZONE;
import static dev.holdfast.organization.guardrails.Decisions.ROOT;
import static dev.holdfast.organization.guardrails.Decisions.under;
import static dev.holdfast.testkit.Decision.ALLOWED;
import static dev.holdfast.testkit.Decision.EXPLICITLY_DENIED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.testkit.AccessRequest;
import dev.holdfast.testkit.Decision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuditTest {
    private static final String TRAIL_LOGS = "arn:aws:s3:::holdfast-organization-trail-111122223333-eu-central-1";
    private static final String STATES = "arn:aws:s3:::holdfast-organization-state-111122223333-eu-central-1";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cloudtrail:StopLogging",
                "cloudtrail:DeleteTrail",
                "guardduty:DeleteDetector",
                "guardduty:DisassociateFromAdministratorAccount",
                "securityhub:DisableSecurityHub",
                "securityhub:DisassociateFromAdministratorAccount",
                "config:StopConfigurationRecorder",
                "access-analyzer:DeleteAnalyzer",
                "ec2:DisableEbsEncryptionByDefault",
                "s3:PutAccountPublicAccessBlock",
                "iam:DeleteAccountPasswordPolicy",
                "account:PutAlternateContact"
            })
    void letsOnlyTheLandingZoneSwitchTheWatchingOff(String action) {
        var request = AccessRequest.to(action);
        assertThat(decide(request.by(ADMINISTRATOR))).isEqualTo(EXPLICITLY_DENIED);
        assertThat(decide(request.by(DEPLOY))).isEqualTo(EXPLICITLY_DENIED);
        assertThat(decide(request.by(BREAK_GLASS))).isEqualTo(EXPLICITLY_DENIED);
        assertThat(decide(request.by(LANDING_ZONE))).isEqualTo(ALLOWED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cloudtrail:LookupEvents",
                "cloudtrail:GetTrailStatus",
                "guardduty:ArchiveFindings",
                "guardduty:CreateFilter",
                "securityhub:BatchUpdateFindings",
                "config:PutConfigRule",
                "access-analyzer:CreateArchiveRule",
                "ec2:EnableEbsEncryptionByDefault"
            })
    void letsPeopleWorkWithWhatWatchesThem(String action) {
        assertThat(decide(AccessRequest.to(action).by(ADMINISTRATOR))).isEqualTo(ALLOWED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3:DeleteBucket", "s3:PutBucketPolicy", "s3:PutLifecycleConfiguration"})
    void keepsTheLandingZonesBucketsAsTheyAre(String action) {
        assertThat(decide(AccessRequest.to(action).on(TRAIL_LOGS).by(ADMINISTRATOR)))
                .isEqualTo(EXPLICITLY_DENIED);
        assertThat(decide(AccessRequest.to(action).on(STATES).by(ADMINISTRATOR)))
                .isEqualTo(EXPLICITLY_DENIED);
        assertThat(decide(AccessRequest.to(action).on(TRAIL_LOGS).by(LANDING_ZONE)))
                .isEqualTo(ALLOWED);
        assertThat(decide(AccessRequest.to(action).on("arn:aws:s3:::uploads").by(ADMINISTRATOR)))
                .isEqualTo(ALLOWED);
    }

    @Test
    void letsAPrivilegedTaskUnlockABucketThatLocksEverybodyOut() {
        var request = AccessRequest.to("s3:DeleteBucketPolicy").on(TRAIL_LOGS).by(ROOT);
        assertThat(decide(request)).isEqualTo(EXPLICITLY_DENIED);
        assertThat(decide(request.with("aws:AssumedRoot", "true"))).isEqualTo(ALLOWED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3:DeleteObject", "s3:DeleteObjectVersion", "s3:BypassGovernanceRetention"})
    void keepsTheLogsInTheBuckets(String action) {
        var request = AccessRequest.to(action)
                .on(TRAIL_LOGS + "/AWSLogs/today.json.gz")
                .with("aws:ResourceAccount", ACCOUNT);
        assertThat(decide(request.by(ADMINISTRATOR))).isEqualTo(EXPLICITLY_DENIED);
        assertThat(decide(request.by(LANDING_ZONE))).isEqualTo(ALLOWED);
    }

    /** Each update deletes its own lock. */
    @Test
    void letsPulumiDeleteItsLocks() {
        assertThat(decide(AccessRequest.to("s3:DeleteObject")
                        .on(STATES + "/.pulumi/locks/organization/holdfast/prod/1.json")
                        .with("aws:ResourceAccount", "100000000000")
                        .by(DEPLOY)))
                .isEqualTo(ALLOWED);
    }

    @ParameterizedTest
    @CsvSource({
        "cloudwatch:DeleteAlarms, arn:aws:cloudwatch:eu-central-1:111122223333:alarm:holdfast-organization-root",
        "logs:DeleteMetricFilter, arn:aws:logs:eu-central-1:111122223333:log-group:holdfast-organization-trail:*",
        "sns:SetTopicAttributes, arn:aws:sns:eu-central-1:111122223333:holdfast-organization-alarms",
        "events:DisableRule, arn:aws:events:eu-central-1:111122223333:rule/holdfast-organization-root",
        "backup:DeleteBackupVaultLockConfiguration,"
                + " arn:aws:backup:eu-central-1:111122223333:backup-vault:holdfast-organization-backup"
    })
    void keepsTheLandingZonesAlarmsAndVaultsAsTheyAre(String action, String resource) {
        var ours = AccessRequest.to(action).on(resource);
        assertThat(decide(ours.by(ADMINISTRATOR))).isEqualTo(EXPLICITLY_DENIED);
        assertThat(decide(ours.by(LANDING_ZONE))).isEqualTo(ALLOWED);
        assertThat(decide(AccessRequest.to(action)
                        .on(resource.replace("holdfast-organization-", "holdfast-dev-"))
                        .by(ADMINISTRATOR)))
                .isEqualTo(ALLOWED);
    }

    @Test
    void keepsTheLandingZonesKeysByTheirAliases() {
        var request = AccessRequest.to("kms:ScheduleKeyDeletion")
                .on("arn:aws:kms:eu-central-1:111122223333:key/12345678-1234-1234-1234-123456789012");
        var ours = request.with("kms:ResourceAliases", "alias/other", "alias/holdfast-organization-trail");
        assertThat(decide(ours.by(ADMINISTRATOR))).isEqualTo(EXPLICITLY_DENIED);
        assertThat(decide(ours.by(LANDING_ZONE))).isEqualTo(ALLOWED);
        assertThat(decide(request.with("kms:ResourceAliases", "alias/holdfast-dev")
                        .by(ADMINISTRATOR)))
                .isEqualTo(ALLOWED);
        assertThat(decide(request.by(ADMINISTRATOR))).isEqualTo(ALLOWED);
    }

    private static Decision decide(AccessRequest request) {
        return under(Audit.policy(), request);
    }
}
