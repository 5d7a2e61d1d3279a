package dev.holdfast.policy.rules.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainSecretTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"DATABASE_PASSWORD", "password", "API_KEY", "apikey", "AWS_SECRET_ACCESS_KEY", "GITHUB_TOKEN"})
    void knowsTheNameOfASecret(String name) {
        assertThat(PlainSecret.isName(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"DATABASE_SECRET_ARN", "TOKEN_URL", "DATABASE_HOST", "PORT", "SECRET_NAME"})
    void takesAPlaceForNone(String name) {
        assertThat(PlainSecret.isName(name)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"AKIAIOSFODNN7EXAMPLE", "-----BEGIN PRIVATE KEY-----\nabc", "postgres://api:hunter2@db/holdfast"
            })
    void knowsTheValueOfASecret(String value) {
        assertThat(PlainSecret.isValue(value)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://api:8080", "Leave a message for everybody who passes by.", "10001:10001"})
    void takesAnAddressForNone(String value) {
        assertThat(PlainSecret.isValue(value)).isFalse();
    }
}
