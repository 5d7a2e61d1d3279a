package dev.holdfast.sandbox.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.sandbox.cloud.Organizations;
import dev.holdfast.sandbox.provider.SandboxCloud.Created;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What AWS's security services refuse in this cloud, and what they accept beside it. */
class SecurityServicesTest {
    private static final String ORGANIZATION = "aws:organizations/organization:Organization";
    private static final String ACCOUNT = "aws:organizations/account:Account";
    private static final String DELEGATION = "aws:organizations/delegatedAdministrator:DelegatedAdministrator";
    private static final String BUCKET = "aws:s3/bucketV2:BucketV2";
    private static final String POLICY = "aws:s3/bucketPolicy:BucketPolicy";
    private static final String LOCK = "aws:s3/bucketObjectLockConfigurationV2:BucketObjectLockConfigurationV2";
    private static final String KEY = "aws:kms/key:Key";
    private static final String TRAIL = "aws:cloudtrail/trail:Trail";
    private static final String DETECTOR = "aws:guardduty/detector:Detector";
    private static final String GUARDDUTY_ADMINISTRATOR =
            "aws:guardduty/organizationAdminAccount:OrganizationAdminAccount";
    private static final String GUARDDUTY = "aws:guardduty/organizationConfiguration:OrganizationConfiguration";
    private static final String HUB = "aws:securityhub/account:Account";
    private static final String HUB_ADMINISTRATOR = "aws:securityhub/organizationAdminAccount:OrganizationAdminAccount";
    private static final String MEMBER = "aws:securityhub/member:Member";
    private static final String STANDARD = "aws:securityhub/standardsSubscription:StandardsSubscription";
    private static final String ANALYZER = "aws:accessanalyzer/analyzer:Analyzer";
    private static final String RECORDER = "aws:cfg/recorder:Recorder";
    private static final String CHANNEL = "aws:cfg/deliveryChannel:DeliveryChannel";
    private static final String STATUS = "aws:cfg/recorderStatus:RecorderStatus";
    private static final String MANAGEMENT = Organizations.MANAGEMENT_ACCOUNT;
    private static final String TRAIL_ARN =
            "arn:aws:cloudtrail:" + SandboxCloud.REGION + ":" + MANAGEMENT + ":trail/audit";

    @TempDir
    private Path directory;

    private SandboxCloud cloud;
    private Created organization;
    private String security;

    @BeforeEach
    void createOrganization() {
        cloud = new SandboxCloud(directory);
        organization = cloud.create(ORGANIZATION, Map.of());
        security = cloud.create(ACCOUNT, Map.of("name", "security", "email", "security@example.com"))
                .id();
    }

    @Test
    void refusesAnOrganizationsTrailBeforeCloudTrailHasAccess() {
        bucketFor(TRAIL_ARN, "AWSLogs/*");

        assertThatThrownBy(() -> cloud.create(TRAIL, trail()))
                .hasMessageContaining("CloudTrailAccessNotEnabledException")
                .hasMessageContaining("cloudtrail.amazonaws.com");
    }

    @Test
    void startsAnOrganizationsTrailThatMayWrite() {
        trust("cloudtrail.amazonaws.com");
        bucketFor(TRAIL_ARN, "AWSLogs/*");

        assertThat(cloud.create(TRAIL, trail()).outputs()).containsEntry("arn", TRAIL_ARN);
    }

    @ParameterizedTest
    @CsvSource({
        "arn:aws:cloudtrail:eu-west-1:100000000000:trail/other, AWSLogs/*",
        "arn:aws:cloudtrail:eu-west-1:100000000000:trail/audit, AWSLogs/100000000000/*"
    })
    void refusesATrailThatMayNotWriteForTheOrganization(String source, String path) {
        trust("cloudtrail.amazonaws.com");
        bucketFor(source, path);

        assertThatThrownBy(() -> cloud.create(TRAIL, trail()))
                .hasMessageContaining("InsufficientS3BucketPolicyException")
                .hasMessageContaining("logs");
    }

    @Test
    void refusesATrailWithoutItsBucket() {
        trust("cloudtrail.amazonaws.com");

        assertThatThrownBy(() -> cloud.create(TRAIL, trail())).hasMessageContaining("S3BucketDoesNotExistException");
    }

    @Test
    void refusesATrailThatMayNotUseItsKey() {
        trust("cloudtrail.amazonaws.com");
        bucketFor(TRAIL_ARN, "AWSLogs/*");
        var key = cloud.create(KEY, Map.of());
        var inputs = trail();
        inputs.put("kmsKeyId", key.outputs().get("arn"));

        assertThatThrownBy(() -> cloud.create(TRAIL, inputs))
                .hasMessageContaining("InsufficientEncryptionPolicyException");
    }

    @Test
    void refusesAnOrganizationsTrailOfAMember() {
        trust("cloudtrail.amazonaws.com");
        become(security);

        assertThatThrownBy(() -> cloud.create(TRAIL, trail()))
                .hasMessageContaining("NotOrganizationMasterAccountException")
                .hasMessageContaining(security);
    }

    @Test
    void hasOneDetectorInAnAccount() {
        cloud.create(DETECTOR, Map.of());

        assertThatThrownBy(() -> cloud.create(DETECTOR, Map.of()))
                .hasMessageContaining("a detector already exists for the current account");
    }

    @Test
    void letsOnlyTheAdministratorConfigureGuardDuty() {
        become(security);
        var detector = cloud.create(DETECTOR, Map.of());
        var configuration = Map.<String, Object>of("detectorId", detector.id(), "autoEnableOrganizationMembers", "ALL");
        assertThatThrownBy(() -> cloud.create(GUARDDUTY, configuration))
                .hasMessageContaining("BadRequestException")
                .hasMessageContaining("not the delegated administrator");

        becomeManagement();
        cloud.create(GUARDDUTY_ADMINISTRATOR, Map.of("adminAccountId", security));
        become(security);
        assertThatCode(() -> cloud.create(GUARDDUTY, configuration)).doesNotThrowAnyException();
    }

    @Test
    void designatesOneAdministratorFromTheManagementAccount() {
        var shared = cloud.create(ACCOUNT, Map.of("name", "shared", "email", "shared@example.com"))
                .id();
        cloud.create(GUARDDUTY_ADMINISTRATOR, Map.of("adminAccountId", security));

        assertThatThrownBy(() -> cloud.create(GUARDDUTY_ADMINISTRATOR, Map.of("adminAccountId", shared)))
                .hasMessageContaining(security);
        assertThatThrownBy(() -> cloud.create(HUB_ADMINISTRATOR, Map.of("adminAccountId", "123456789012")))
                .hasMessageContaining("123456789012 is not a member");
        become(security);
        assertThatThrownBy(() -> cloud.create(HUB_ADMINISTRATOR, Map.of("adminAccountId", security)))
                .hasMessageContaining("is not the management account");
    }

    /** As on AWS: an organization that does not name the service would switch it off in the next update. */
    @Test
    void givesAServiceAccessWhenItGetsAnAdministrator() {
        cloud.create(GUARDDUTY_ADMINISTRATOR, Map.of("adminAccountId", security));

        assertThat(cloud.invoke("aws:organizations/getOrganization:getOrganization", Map.of()))
                .containsEntry("awsServiceAccessPrincipals", List.of("guardduty.amazonaws.com"));
    }

    @Test
    void hasNoMembersAndStandardsWithoutAHub() {
        cloud.create(HUB_ADMINISTRATOR, Map.of("adminAccountId", security));
        become(security);
        var standard = Map.<String, Object>of(
                "standardsArn",
                "arn:aws:securityhub:eu-west-1::standards/aws-foundational-security-best-practices/v/1.0.0");
        assertThatThrownBy(() -> cloud.create(STANDARD, standard)).hasMessageContaining("not subscribed");

        cloud.create(HUB, Map.of());
        assertThat(cloud.create(STANDARD, standard).id())
                .isEqualTo("arn:aws:securityhub:eu-west-1:" + security
                        + ":subscription/aws-foundational-security-best-practices/v/1.0.0");
        assertThatThrownBy(() -> cloud.create(MEMBER, Map.of("accountId", MANAGEMENT)))
                .hasMessageContaining("before Security Hub is enabled there");
        assertThatThrownBy(() -> cloud.create(MEMBER, Map.of("accountId", "123456789012")))
                .hasMessageContaining("123456789012 is not a member of the organization");
    }

    @Test
    void registersAnAdministratorOnlyForAServiceWithAccess() {
        var registration =
                Map.<String, Object>of("accountId", security, "servicePrincipal", "access-analyzer.amazonaws.com");
        assertThatThrownBy(() -> cloud.create(DELEGATION, registration))
                .hasMessageContaining("SERVICE_ACCESS_NOT_ENABLED");

        trust("access-analyzer.amazonaws.com");
        assertThat(cloud.create(DELEGATION, registration).id()).isEqualTo(security + "/access-analyzer.amazonaws.com");
    }

    @Test
    void letsOnlyTheAdministratorAnalyzeTheOrganization() {
        var analyzer = Map.<String, Object>of("analyzerName", "outside", "type", "ORGANIZATION");
        become(security);
        assertThatThrownBy(() -> cloud.create(ANALYZER, analyzer)).hasMessageContaining("ValidationException");
        assertThatCode(() -> cloud.create(ANALYZER, Map.of("analyzerName", "own", "type", "ACCOUNT")))
                .doesNotThrowAnyException();

        becomeManagement();
        trust("access-analyzer.amazonaws.com");
        cloud.create(DELEGATION, Map.of("accountId", security, "servicePrincipal", "access-analyzer.amazonaws.com"));
        become(security);
        assertThatCode(() -> cloud.create(ANALYZER, analyzer)).doesNotThrowAnyException();
    }

    @Test
    void recordsInConfigsOrder() {
        var role = "arn:aws:iam::" + MANAGEMENT + ":role/aws-service-role/config.amazonaws.com/x";
        assertThatThrownBy(() -> cloud.create(CHANNEL, Map.of("s3BucketName", "logs")))
                .hasMessageContaining("NoAvailableConfigurationRecorderException");
        cloud.create(RECORDER, Map.of("roleArn", role));
        assertThatThrownBy(() -> cloud.create(RECORDER, Map.of("name", "second", "roleArn", role)))
                .hasMessageContaining("MaxNumberOfConfigurationRecordersExceededException");
        assertThatThrownBy(() -> cloud.create(STATUS, Map.of("name", "default", "isEnabled", true)))
                .hasMessageContaining("NoAvailableDeliveryChannelException");
        assertThatThrownBy(() -> cloud.create(CHANNEL, Map.of("s3BucketName", "logs")))
                .hasMessageContaining("NoSuchBucketException");

        cloud.create(BUCKET, Map.of("bucket", "logs"));
        assertThatThrownBy(() -> cloud.create(CHANNEL, Map.of("s3BucketName", "logs")))
                .hasMessageContaining("InsufficientDeliveryPolicyException");
        cloud.create(POLICY, Map.of("bucket", "logs", "policy", policy("config.amazonaws.com", "", "AWSLogs/*")));
        cloud.create(CHANNEL, Map.of("s3BucketName", "logs"));
        assertThatCode(() -> cloud.create(STATUS, Map.of("name", "default", "isEnabled", true)))
                .doesNotThrowAnyException();
    }

    @Test
    void deliversNoConfigurationIntoABucketThatLocks() {
        cloud.create(RECORDER, Map.of("roleArn", "arn:aws:iam::" + MANAGEMENT + ":role/aws-service-role/x/y"));
        cloud.create(BUCKET, Map.of("bucket", "logs", "objectLockEnabled", true));
        cloud.create(POLICY, Map.of("bucket", "logs", "policy", policy("config.amazonaws.com", "", "AWSLogs/*")));
        cloud.create(LOCK, lock());

        assertThatThrownBy(() -> cloud.create(CHANNEL, Map.of("s3BucketName", "logs")))
                .hasMessageContaining("no default retention");
    }

    @Test
    void locksOnlyABucketWithVersions() {
        cloud.create(BUCKET, Map.of("bucket", "logs"));
        assertThatThrownBy(() -> cloud.create(LOCK, lock())).hasMessageContaining("InvalidBucketState");

        cloud.create(
                "aws:s3/bucketVersioningV2:BucketVersioningV2",
                Map.of("bucket", "logs", "versioningConfiguration", Map.of("status", "Enabled")));
        assertThatCode(() -> cloud.create(LOCK, lock())).doesNotThrowAnyException();
    }

    private void trust(String service) {
        organization = new Created(
                organization.id(),
                organization.inputs(),
                cloud.update(ORGANIZATION, organization, Map.of("awsServiceAccessPrincipals", List.of(service))));
    }

    private void become(String account) {
        cloud.configure(Map.of(
                "region",
                SandboxCloud.REGION,
                "assumeRole",
                "{\"roleArn\":\"arn:aws:iam::" + account + ":role/OrganizationAccountAccessRole\"}"));
    }

    private void becomeManagement() {
        cloud.configure(Map.of("region", SandboxCloud.REGION));
    }

    private void bucketFor(String source, String path) {
        cloud.create(BUCKET, Map.of("bucket", "logs"));
        cloud.create(POLICY, Map.of("bucket", "logs", "policy", policy("cloudtrail.amazonaws.com", source, path)));
    }

    private static String policy(String service, String source, String path) {
        var condition = source.isEmpty()
                ? "{\"Bool\":{\"aws:SecureTransport\":\"true\"}}"
                : "{\"StringEquals\":{\"aws:SourceArn\":\"" + source + "\"}}";
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\""
                + service
                + "\"},\"Action\":[\"s3:GetBucketAcl\",\"s3:PutObject\"],\"Resource\":[\"arn:aws:s3:::logs\","
                + "\"arn:aws:s3:::logs/" + path + "\"],\"Condition\":" + condition + "}]}";
    }

    private static Map<String, Object> lock() {
        return Map.of("bucket", "logs", "rule", Map.of("defaultRetention", Map.of("mode", "GOVERNANCE", "days", 365)));
    }

    private static Map<String, Object> trail() {
        return new HashMap<>(Map.of("name", "audit", "isOrganizationTrail", true, "s3BucketName", "logs"));
    }
}
