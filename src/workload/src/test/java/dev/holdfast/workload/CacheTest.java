package dev.holdfast.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.testkit.Cloud;
import dev.holdfast.testkit.Cloud.Seen;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;
import software.amazon.awssdk.policybuilder.iam.IamStatement;
import software.amazon.awssdk.policybuilder.iam.IamValue;

class CacheTest {
    private static final String CACHE = "aws:elasticache/serverlessCache:ServerlessCache";
    private static final String USER = "aws:elasticache/user:User";
    private static final String USER_GROUP = "aws:elasticache/userGroup:UserGroup";
    private static final String INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
    private static final String EGRESS = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";
    private static final Cloud CACHED = Workload.run(Workload.settings("prod", "cache", "true"));

    private static Map<String, Object> cache() {
        return CACHED.only(CACHE).inputs();
    }

    private static List<IamStatement> statements(String role) {
        var policy =
                CACHED.named("aws:iam/rolePolicy:RolePolicy", role).inputs().get("policy");
        return IamPolicy.fromJson((String) policy).statements();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "stage", "prod", "review-1"})
    void isNowhereUnlessItIsAskedFor(String stack) {
        var cloud = Workload.run(stack);

        assertThat(cloud.all()).noneMatch(one -> one.type().contains("elasticache"));
        assertThat(cloud.all()).extracting(Seen::name).noneMatch(name -> name.contains("cache"));
        assertThat(cloud.all()).noneMatch(one -> one.inputs().toString().contains("CACHE_"));
        assertThat(cloud.all()).noneMatch(one -> one.inputs().toString().contains("elasticache:"));
    }

    @Test
    void isEncryptedWithTheEnvironmentsKey() {
        assertThat(cache()).containsEntry("kmsKeyId", "arn:aws:test:::key");
    }

    @Test
    void isValkeyOfTheNewestMajorVersion() {
        assertThat(cache()).containsEntry("engine", "valkey").containsEntry("majorEngineVersion", "9");
    }

    @Test
    void liesWhereNothingLeadsToTheInternet() {
        assertThat(cache())
                .containsEntry("subnetIds", List.of("subnet-isolated"))
                .containsEntry("securityGroupIds", List.of("security-cache-id"));
    }

    @Test
    void isReachedByApiOnly() {
        assertThat(CACHED.all(INGRESS))
                .filteredOn(rule -> rule.inputs().get("securityGroupId").equals("security-cache-id"))
                .singleElement()
                .satisfies(rule -> assertThat(rule.inputs())
                        .containsEntry("referencedSecurityGroupId", "security-api-id")
                        .containsEntry("ipProtocol", "tcp")
                        .containsEntry("fromPort", 6379.0)
                        .containsEntry("toPort", 6379.0));
        assertThat(CACHED.all(EGRESS))
                .filteredOn(rule -> rule.inputs().get("securityGroupId").equals("security-cache-id"))
                .isEmpty();
    }

    @Test
    void knowsNoPassword() {
        assertThat(CACHED.only(USER).inputs())
                .containsEntry("authenticationMode", Map.of("type", "iam"))
                .doesNotContainKeys("passwords", "noPasswordRequired");
    }

    @Test
    void namesItsUserAsAwsWantsThoseWhoAreKnownByIam() {
        assertThat(CACHED.only(USER).inputs())
                .containsEntry("userId", "holdfast-prod-api")
                .containsEntry("userName", "holdfast-prod-api");
    }

    @Test
    void letsNobodyInButItsUser() {
        assertThat(CACHED.only(USER_GROUP).inputs())
                .containsEntry("engine", "valkey")
                .containsEntry("userIds", List.of("holdfast-prod-api"));
        assertThat(cache()).containsEntry("userGroupId", "holdfast-prod-cache");
    }

    @Test
    void letsItsUserNeitherListNorFlush() {
        assertThat(CACHED.only(USER).inputs()).containsEntry("accessString", "on ~* -@all +get +mget +ping +set");
    }

    @Test
    void letsTheTasksOfApiConnectAndNobodyElse() {
        var connect = statements("api-task").stream()
                .filter(statement ->
                        statement.actions().stream().map(IamValue::value).anyMatch("elasticache:Connect"::equals))
                .flatMap(statement -> statement.resources().stream())
                .map(IamValue::value);

        assertThat(connect).containsExactlyInAnyOrder("arn:aws:test:::cache", "arn:aws:test:::cache");
        assertThat(CACHED.all("aws:iam/rolePolicy:RolePolicy"))
                .filteredOn(policy -> policy.inputs().toString().contains("elasticache:"))
                .extracting(Seen::name)
                .containsExactly("api-task");
    }

    @Test
    void tellsApiWhereItIsAndNobodyElse() {
        var told = CACHED.all("aws:ecs/taskDefinition:TaskDefinition").stream()
                .filter(task -> task.inputs().toString().contains("CACHE_"))
                .toList();

        assertThat(told)
                .singleElement()
                .satisfies(task -> assertThat(
                                task.inputs().get("containerDefinitions").toString())
                        .contains("{\"name\":\"CACHE_HOST\",\"value\":\"cache.test\"}")
                        .contains("{\"name\":\"CACHE_NAME\",\"value\":\"holdfast-prod-cache\"}")
                        .contains("{\"name\":\"CACHE_PORT\",\"value\":\"6379\"}")
                        .contains("{\"name\":\"CACHE_USER\",\"value\":\"holdfast-prod-api\"}"));
        assertThat(told).extracting(Seen::name).containsExactly("api");
    }

    @Test
    void isHeldFastAndNotBackedUp() {
        assertThat(CACHED.only(CACHE).isProtected()).isTrue();
        assertThat(cache()).containsEntry("snapshotRetentionLimit", 0.0).doesNotContainKey("dailySnapshotTime");
    }

    @Test
    void goesWithAReviewEnvironment() {
        var review = Workload.run(Workload.settings("review-1", "cache", "true"));

        assertThat(review.only(CACHE).isProtected()).isFalse();
        assertThat(review.only(CACHE).inputs()).containsEntry("snapshotRetentionLimit", 0.0);
    }

    @Test
    void costsNoMoreThanItsLimits() {
        var dev = Workload.run(Workload.settings("dev", "cache", "true", "cacheMaxStorageGb", "3"));

        assertThat(dev.only(CACHE).inputs())
                .containsEntry(
                        "cacheUsageLimits",
                        Map.of(
                                "dataStorage", Map.of("maximum", 3.0, "unit", "GB"),
                                "ecpuPerSeconds", List.of(Map.of("maximum", 1000.0))));
    }

    @Test
    void staysWithinFortyCharactersWhateverAReviewEnvironmentIsCalled() {
        var review = Workload.run(Workload.settings("review-" + "long".repeat(12), "cache", "true"));

        assertThat(List.of(
                        review.only(CACHE).inputs().get("name"),
                        review.only(USER).inputs().get("userId"),
                        review.only(USER_GROUP).inputs().get("userGroupId")))
                .allSatisfy(name -> assertThat((String) name).hasSizeLessThanOrEqualTo(40));
    }

    @Test
    void doesNotAcceptALimitOfACacheThatThereIsNot() {
        assertThatThrownBy(() -> Workload.settings("dev", "cacheMaxEcpus", "2000"))
                .hasMessageContaining("holdfast:cacheMaxEcpus");
        assertThatThrownBy(() -> Workload.settings("dev", "cache", "true", "cacheMaxEcpus", "999"))
                .hasMessage("holdfast:cacheMaxEcpus is '999', allowed is a whole number from 1000 to 15000000");
    }
}
