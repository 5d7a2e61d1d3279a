package dev.holdfast.organization;

import static dev.holdfast.organization.Fixtures.MANAGEMENT_ID;
import static dev.holdfast.organization.Fixtures.declared;
import static dev.holdfast.organization.Fixtures.declaredAgain;
import static dev.holdfast.organization.Fixtures.existing;
import static dev.holdfast.organization.Fixtures.id;
import static dev.holdfast.organization.Fixtures.settings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.conventions.StatefulTypes;
import dev.holdfast.testkit.Cloud;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What records, watches and counts: in which update, in which account, in which order, and what is off. */
class WatchedOrganizationTest {
    private static final String TRAIL = "aws:cloudtrail/trail:Trail";
    private static final String DETECTOR = "aws:guardduty/detector:Detector";
    private static final String GUARDDUTY_ADMINISTRATOR =
            "aws:guardduty/organizationAdminAccount:OrganizationAdminAccount";
    private static final String GUARDDUTY = "aws:guardduty/organizationConfiguration:OrganizationConfiguration";
    private static final String PLAN =
            "aws:guardduty/organizationConfigurationFeature:OrganizationConfigurationFeature";
    private static final String HUB = "aws:securityhub/account:Account";
    private static final String HUB_ADMINISTRATOR = "aws:securityhub/organizationAdminAccount:OrganizationAdminAccount";
    private static final String MEMBER = "aws:securityhub/member:Member";
    private static final String STANDARD = "aws:securityhub/standardsSubscription:StandardsSubscription";
    private static final String AGGREGATOR = "aws:securityhub/findingAggregator:FindingAggregator";
    private static final String DELEGATION = "aws:organizations/delegatedAdministrator:DelegatedAdministrator";
    private static final String ANALYZER = "aws:accessanalyzer/analyzer:Analyzer";
    private static final String RECORDER = "aws:cfg/recorder:Recorder";
    private static final String CHANNEL = "aws:cfg/deliveryChannel:DeliveryChannel";
    private static final String STATUS = "aws:cfg/recorderStatus:RecorderStatus";
    private static final String BUDGET = "aws:budgets/budget:Budget";

    @Test
    void watchesNothingBeforeThereAreAccounts() {
        var cloud = declared(settings());
        assertThat(modules(cloud))
                .doesNotContain("cloudtrail", "guardduty", "securityhub", "accessanalyzer", "budgets", "cloudwatch");
        assertThat(next(cloud)).contains("budgets, the audit trail, the alarms and the security services");
    }

    @Test
    void watchesOnceTheAccountsAreThere() {
        var cloud = declaredAgain(settings());
        assertThat(modules(cloud)).contains("cloudtrail", "guardduty", "securityhub", "accessanalyzer", "budgets");
        assertThat(next(cloud)).isEmpty();
        assertThat(steps(cloud, "done")).contains("the audit trail, the alarms and the security services");
    }

    @ParameterizedTest
    @CsvSource({"log-archive", "security"})
    void waitsForTheAccountThatItLiesIn(String missing) {
        var settings = settings();
        var accounts = settings.accounts().stream()
                .filter(account -> !account.name().equals(missing))
                .map(account -> new ExistingOrganization.Account(
                        id(account.name()), account.name(), account.address(settings.email()), "ACTIVE"))
                .toList();
        var cloud = existing(accounts).run(ctx -> OrganizationProgram.declare(ctx, settings));
        assertThat(modules(cloud)).doesNotContain("cloudtrail", "guardduty", "securityhub");
        assertThat(next(cloud))
                .contains("the audit trail, the alarms and the security services, which need the accounts " + missing);
    }

    /** Its access to the organization would not be switched on: the organization stays as it is. */
    @Test
    void waitsUntilATakenOverOrganizationIsItsOwn() {
        var cloud = declaredAgain(Fixtures.takingOver("o-a1b2c3d4e5"));
        assertThat(modules(cloud)).doesNotContain("cloudtrail", "guardduty", "securityhub");
        assertThat(steps(cloud, "byHand"))
                .anyMatch(line -> line.contains("remove holdfast-organization:organizationId"));
    }

    @Test
    void protectsWhatIsStatefulAndTheTrail() {
        var cloud = declaredAgain(settings());
        assertThat(cloud.all())
                .filteredOn(
                        one -> StatefulTypes.contains(one.type()) || one.type().equals(TRAIL))
                .hasSizeGreaterThan(15)
                .allMatch(Cloud.Seen::isProtected);
    }

    @Test
    void recordsEveryAccountAndRegionFromTheManagementAccount() {
        var trail = declaredAgain(settings()).only(TRAIL);
        assertThat(trail.provider()).contains("::management::");
        assertThat(trail.inputs())
                .containsEntry("isOrganizationTrail", true)
                .containsEntry("isMultiRegionTrail", true)
                .containsEntry("enableLogFileValidation", true)
                .containsEntry("s3BucketName", "holdfast-organization-trail-" + id("log-archive") + "-eu-central-1")
                .containsKeys("kmsKeyId", "cloudWatchLogsGroupArn", "cloudWatchLogsRoleArn")
                // Data events are charged by their number.
                .doesNotContainKeys("eventSelectors", "advancedEventSelectors", "insightSelectors");
    }

    @Test
    void startsTheTrailAfterItsRoleAndItsAccessToTheOrganization() {
        assertThat(declaredAgain(settings()).only(TRAIL).dependsOn())
                .containsExactlyInAnyOrder(
                        "aws:iam/rolePolicy:RolePolicy::trail",
                        "aws:organizations/organization:Organization::organization");
    }

    @Test
    void keepsTheLogsInTheLogArchive() {
        var cloud = declaredAgain(settings());
        assertThat(cloud.all("aws:s3/bucketV2:BucketV2"))
                .filteredOn(one -> !one.name().equals("state"))
                .hasSize(3)
                .allMatch(one -> one.provider().contains("::account-log-archive::"));
        assertThat(cloud.exported("loadBalancerLogs"))
                .isEqualTo("holdfast-organization-balancer-logs-" + id("log-archive") + "-eu-central-1");
    }

    @Test
    void administersGuardDutyFromTheSecurityAccountInAwsOrder() {
        var cloud = declaredAgain(settings());
        var administrator = cloud.only(GUARDDUTY_ADMINISTRATOR);
        assertThat(administrator.provider()).contains("::management::");
        assertThat(administrator.inputs()).containsEntry("adminAccountId", id("security"));
        assertThat(administrator.dependsOn())
                .contains(
                        DETECTOR + "::guardduty-eu-central-1-security",
                        DETECTOR + "::guardduty-eu-central-1-management",
                        "aws:organizations/organization:Organization::organization");
        var configuration = cloud.only(GUARDDUTY);
        assertThat(configuration.provider()).contains("::account-security::");
        assertThat(configuration.inputs()).containsEntry("autoEnableOrganizationMembers", "ALL");
        assertThat(configuration.dependsOn()).containsExactly(GUARDDUTY_ADMINISTRATOR + "::guardduty-eu-central-1");
    }

    /** What is not said is AWS's default, which is on and costs. */
    @Test
    void decidesEveryPlanOfGuardDuty() {
        var plans = declaredAgain(settings()).all(PLAN);
        assertThat(plans)
                .extracting(one -> one.inputs().get("name") + " " + one.inputs().get("autoEnable"))
                .containsExactlyInAnyOrder(
                        "EBS_MALWARE_PROTECTION NONE",
                        "EKS_AUDIT_LOGS NONE",
                        "LAMBDA_NETWORK_LOGS ALL",
                        "RDS_LOGIN_EVENTS ALL",
                        "RUNTIME_MONITORING NONE",
                        "S3_DATA_EVENTS ALL");
        assertThat(plans)
                .allSatisfy(plan ->
                        assertThat(plan.options().getIgnoreChanges()).containsExactly("additionalConfigurations"));
        assertThat(plans)
                .allSatisfy(
                        plan -> assertThat(plan.dependsOn()).containsExactly(GUARDDUTY + "::guardduty-eu-central-1"));
    }

    @Test
    void hasAHubWithTheStandardInEveryAccount() {
        var cloud = declaredAgain(settings());
        assertThat(cloud.all(HUB))
                .hasSize(8)
                .allSatisfy(hub -> assertThat(hub.inputs()).containsEntry("enableDefaultStandards", false));
        assertThat(cloud.all(STANDARD)).hasSize(8);
        assertThat(cloud.named(STANDARD, "security-hub-eu-central-1-prod").provider())
                .contains("::account-prod::");
        assertThat(cloud.only(HUB_ADMINISTRATOR).dependsOn())
                .containsExactlyInAnyOrder(
                        HUB + "::security-hub-eu-central-1-security",
                        "aws:organizations/organization:Organization::organization");
    }

    @Test
    void makesEveryOtherAccountAMemberOfTheSecurityAccounts() {
        var members = declaredAgain(settings()).all(MEMBER);
        assertThat(members)
                .extracting(one -> one.inputs().get("accountId"))
                .hasSize(7)
                .contains(MANAGEMENT_ID, id("log-archive"), id("prod"))
                .doesNotContain(id("security"));
        assertThat(members).allSatisfy(one -> {
            assertThat(one.provider()).contains("::account-security::");
            assertThat(one.dependsOn())
                    .contains(
                            "aws:securityhub/organizationConfiguration:OrganizationConfiguration::security-hub-eu-central-1");
        });
    }

    @Test
    void analyzesAccessFromOutsideOnly() {
        var cloud = declaredAgain(settings());
        assertThat(cloud.only(ANALYZER).inputs()).containsEntry("type", "ORGANIZATION");
        assertThat(cloud.only(ANALYZER).dependsOn()).containsExactly(DELEGATION + "::access-analyzer");
        assertThat(cloud.only(DELEGATION).inputs())
                .containsEntry("accountId", id("security"))
                .containsEntry("servicePrincipal", "access-analyzer.amazonaws.com");
    }

    @Test
    void recordsNoConfigurationUnlessToldTo() {
        var cloud = declaredAgain(settings());
        assertThat(modules(cloud)).doesNotContain("cfg", "costexplorer");
        assertThat(steps(cloud, "byHand"))
                .anyMatch(line -> line.contains("set holdfast-organization:config to true"))
                .anyMatch(line -> line.contains("open Cost Explorer"))
                .anyMatch(line -> line.contains("agree to the mail from AWS to aws+alarms@example.com"));
    }

    @Test
    void recordsTheConfigurationOfEveryAccountWhenToldTo() {
        var cloud = declaredAgain(settings(Map.of("holdfast-organization:config", "true")));
        assertThat(cloud.all(RECORDER)).hasSize(8);
        assertThat(cloud.all("aws:iam/serviceLinkedRole:ServiceLinkedRole")).hasSize(8);
        var channel = cloud.named(CHANNEL, "config-prod-eu-central-1");
        assertThat(channel.provider()).contains("::account-prod::");
        assertThat(channel.inputs())
                .containsEntry(
                        "s3BucketName", "holdfast-organization-config-logs-" + id("log-archive") + "-eu-central-1");
        assertThat(channel.dependsOn()).containsExactly(RECORDER + "::config-prod-eu-central-1");
        assertThat(cloud.named(STATUS, "config-prod-eu-central-1").dependsOn())
                .containsExactly(CHANNEL + "::config-prod-eu-central-1");
        assertThat(cloud.only("aws:cfg/configurationAggregator:ConfigurationAggregator")
                        .provider())
                .contains("::account-security::");
        assertThat(steps(cloud, "byHand")).noneMatch(line -> line.contains("holdfast-organization:config"));
    }

    @ParameterizedTest
    @CsvSource({"guardDuty, guardduty", "securityHub, securityhub", "accessAnalyzer, accessanalyzer"})
    void leavesOutWhatIsSwitchedOff(String key, String module) {
        assertThat(modules(declaredAgain(settings()))).contains(module);
        assertThat(modules(declaredAgain(settings(Map.of("holdfast-organization:" + key, "false")))))
                .doesNotContain(module);
    }

    @Test
    void watchesEveryRegionThatIsAllowed() {
        var cloud = declaredAgain(
                settings(Map.of("holdfast-organization:regions", "us-east-1", "holdfast-organization:config", "true")));
        assertThat(cloud.all(GUARDDUTY_ADMINISTRATOR)).hasSize(2);
        assertThat(cloud.named(DETECTOR, "guardduty-us-east-1-security").provider())
                .contains("::account-security-us-east-1::");
        assertThat(cloud.all(ANALYZER)).hasSize(2);
        assertThat(cloud.all(MEMBER)).hasSize(14);
        assertThat(cloud.all(RECORDER)).hasSize(16);
        assertThat(cloud.only(AGGREGATOR).inputs())
                .containsEntry("linkingMode", "SPECIFIED_REGIONS")
                .containsEntry("specifiedRegions", List.of("us-east-1"));
        assertThat(cloud.only(TRAIL).provider()).contains("::management::");
    }

    @Test
    void collectsFindingsInOneRegionOnlyWhereThereAreMore() {
        assertThat(declaredAgain(settings()).all(AGGREGATOR)).isEmpty();
    }

    /** Global resources would be recorded, and charged, once more in each region. */
    @Test
    void recordsGlobalResourcesOnce() {
        var cloud = declaredAgain(
                settings(Map.of("holdfast-organization:regions", "us-east-1", "holdfast-organization:config", "true")));
        assertThat(cloud.named(RECORDER, "config-prod-eu-central-1")
                        .inputs()
                        .get("recordingGroup")
                        .toString())
                .contains("includeGlobalResourceTypes=true");
        assertThat(cloud.named(RECORDER, "config-prod-us-east-1")
                        .inputs()
                        .get("recordingGroup")
                        .toString())
                .contains("includeGlobalResourceTypes=false");
    }

    @Test
    void budgetsEveryAccountAndAllOfThem() {
        var cloud = declaredAgain(settings(Map.of(
                "holdfast-organization:budget", "50",
                "holdfast-organization:accounts", "{\"prod\":{\"budget\":\"900\"}}")));
        assertThat(cloud.all(BUDGET)).hasSize(9).allMatch(one -> one.provider().contains("::management::"));
        assertThat(cloud.named(BUDGET, "budgets-prod").inputs()).containsEntry("limitAmount", "900");
        assertThat(cloud.named(BUDGET, "budgets-dev").inputs()).containsEntry("limitAmount", "50");
        assertThat(cloud.named(BUDGET, "budgets-management")
                        .inputs()
                        .get("costFilters")
                        .toString())
                .contains(MANAGEMENT_ID);
        assertThat(cloud.named(BUDGET, "budgets").inputs()).containsEntry("limitAmount", String.valueOf(7 * 50 + 900));
    }

    @Test
    void tellsOfUnusualCostsOnceAPersonHasOpenedCostExplorer() {
        var cloud = declaredAgain(settings(Map.of("holdfast-organization:costAnomalies", "true")));
        assertThat(cloud.all("aws:costexplorer/anomalyMonitor:AnomalyMonitor")).hasSize(8);
        assertThat(steps(cloud, "byHand")).noneMatch(line -> line.contains("Cost Explorer"));
    }

    private static Stream<String> modules(Cloud cloud) {
        return cloud.all().stream()
                .map(Cloud.Seen::type)
                .filter(type -> type.startsWith("aws:"))
                .map(type -> type.split("[:/]")[1])
                .distinct();
    }

    private static List<String> next(Cloud cloud) {
        return steps(cloud, "next");
    }

    private static List<String> steps(Cloud cloud, String which) {
        return ((List<?>) cloud.exported(which)).stream().map(String::valueOf).toList();
    }
}
