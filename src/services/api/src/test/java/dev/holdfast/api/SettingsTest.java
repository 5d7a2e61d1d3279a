package dev.holdfast.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    @TempDir
    Path directory;

    private final Map<String, String> environment = new HashMap<>(Map.of(
            "DATABASE_HOST", "db.example.com",
            "DATABASE_NAME", "holdfast",
            "DATABASE_SECRET_ARN", "arn:aws:secretsmanager:eu-central-1:111122223333:secret:database-1",
            "DATABASE_CREDENTIALS", "{\"username\": \"holdfast_app\", \"password\": \"of-the-test\"}",
            "ENVIRONMENT", "dev",
            "RELEASE", "1"));

    @BeforeEach
    void bundle() throws Exception {
        environment.put(
                "DATABASE_CA_BUNDLE",
                Files.writeString(directory.resolve("ca.pem"), "").toString());
    }

    @Test
    void listensOnPort8080AndAsksPort5432Unless() {
        var settings = Settings.from(environment);

        assertThat(settings.port()).isEqualTo(8080);
        assertThat(settings.databasePort()).isEqualTo(5432);
    }

    @Test
    void namesEveryProblemAtOnce() {
        assertThatThrownBy(() -> Settings.from(Map.of(
                        "PORT", "http",
                        "DATABASE_SECRET_ARN", "database",
                        "DATABASE_CA_BUNDLE", "/nowhere.pem",
                        "DATABASE_CREDENTIALS", "{}")))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContainingAll(
                        "PORT is \"http\"; allowed is 0 to 65535",
                        "DATABASE_HOST is missing",
                        "DATABASE_NAME is missing",
                        "DATABASE_SECRET_ARN is \"database\"",
                        "DATABASE_CREDENTIALS is not JSON",
                        "DATABASE_CA_BUNDLE is /nowhere.pem",
                        "ENVIRONMENT is missing",
                        "RELEASE is missing");
    }

    @Test
    void showsNoPasswordInAMessage() {
        environment.put("DATABASE_CREDENTIALS", "password of-the-test");

        assertThatThrownBy(() -> Settings.from(environment))
                .hasMessageContaining("DATABASE_CREDENTIALS")
                .hasMessageNotContaining("of-the-test");
    }

    @Test
    void showsNoPasswordWhenPrinted() {
        assertThat(Settings.from(environment).toString())
                .contains("holdfast_app")
                .doesNotContain("of-the-test");
    }

    @Test
    void knowsNoCacheUnlessItIsTold() {
        assertThat(Settings.from(environment).cache()).isEmpty();
    }

    @Test
    void knowsWhereItsCacheIs() {
        environment.putAll(Map.of("CACHE_HOST", "cache.example.com", "CACHE_NAME", "a-cache", "CACHE_USER", "api"));

        assertThat(Settings.from(environment).cache())
                .contains(new Settings.Cache("cache.example.com", 6379, "a-cache", "api"));
    }

    @Test
    void refusesHalfACache() {
        environment.put("CACHE_HOST", "cache.example.com");

        assertThatThrownBy(() -> Settings.from(environment))
                .hasMessageContaining("CACHE_NAME is missing")
                .hasMessageContaining("CACHE_USER is missing");
    }
}
