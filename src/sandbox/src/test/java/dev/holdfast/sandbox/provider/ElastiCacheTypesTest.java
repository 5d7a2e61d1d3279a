package dev.holdfast.sandbox.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What ElastiCache accepts, refuses and replaces. */
class ElastiCacheTypesTest {
    private static final String CACHE = "aws:elasticache/serverlessCache:ServerlessCache";
    private static final String USER = "aws:elasticache/user:User";
    private static final String USER_GROUP = "aws:elasticache/userGroup:UserGroup";
    private static final Map<String, Object> API = Map.of(
            "userId",
            "api",
            "userName",
            "api",
            "engine",
            "valkey",
            "accessString",
            "on ~* -@all +get",
            "authenticationMode",
            Map.of("type", "iam"));
    private static final Map<String, Object> USERS =
            Map.of("userGroupId", "users", "engine", "valkey", "userIds", List.of("api"));
    private static final Map<String, Object> MESSAGES = Map.of(
            "name",
            "messages",
            "engine",
            "valkey",
            "majorEngineVersion",
            "9",
            "userGroupId",
            "users",
            "snapshotRetentionLimit",
            0,
            "cacheUsageLimits",
            Map.of(
                    "dataStorage", Map.of("maximum", 1, "unit", "GB"),
                    "ecpuPerSeconds", List.of(Map.of("maximum", 1000))));

    @TempDir
    private Path directory;

    private SandboxCloud cloud;

    @BeforeEach
    void openCloud() {
        cloud = new SandboxCloud(directory);
    }

    private static Map<String, Object> with(Map<String, Object> inputs, String key, Object value) {
        var changed = new HashMap<>(inputs);
        changed.put(key, value);
        return changed;
    }

    @Test
    void aCacheHasTheUsersOfItsGroup() {
        assertThat(cloud.create(USER, API).outputs())
                .containsEntry("arn", "arn:aws:elasticache:eu-west-1:100000000000:user:api");
        cloud.create(USER_GROUP, USERS);

        assertThat(cloud.create(CACHE, MESSAGES).outputs())
                .containsEntry("arn", "arn:aws:elasticache:eu-west-1:100000000000:serverlesscache:messages")
                .containsEntry("fullEngineVersion", "9.1");
    }

    @Test
    void aGroupIsOfUsersThatExist() {
        assertThatThrownBy(() -> cloud.create(USER_GROUP, USERS)).hasMessageContaining("UserNotFoundFault");
    }

    @Test
    void aGroupThatACacheHasStays() {
        cloud.create(USER, API);
        var users = cloud.create(USER_GROUP, USERS);
        cloud.create(CACHE, MESSAGES);

        assertThatThrownBy(() -> cloud.delete(USER_GROUP, users)).hasMessageContaining("InvalidUserGroupState");
    }

    @Test
    void aNewLimitChangesACacheAndAnotherKeyReplacesIt() {
        assertThat(cloud.diff(CACHE, MESSAGES, with(MESSAGES, "majorEngineVersion", "8"))
                        .getReplacesList())
                .isEmpty();
        assertThat(cloud.diff(CACHE, MESSAGES, with(MESSAGES, "kmsKeyId", "arn:aws:kms:eu-west-1:111122223333:key/1"))
                        .getReplacesList())
                .containsExactly("kmsKeyId");
    }
}
