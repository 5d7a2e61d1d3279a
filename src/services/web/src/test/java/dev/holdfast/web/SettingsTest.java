package dev.holdfast.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    private final Map<String, String> environment = new HashMap<>(Map.of(
            "API_URL", "http://api:8080",
            "ENVIRONMENT", "dev",
            "RELEASE", "1",
            "TITLE", "Messages"));

    @Test
    void listensOnPort8080AndShowsNoTextUnless() {
        assertThat(Settings.from(environment))
                .isEqualTo(new Settings(8080, URI.create("http://api:8080"), "dev", "1", "Messages", ""));
    }

    @Test
    void takesAPortAndAText() {
        environment.put("PORT", "0");
        environment.put("TEXT", "For developers.");

        assertThat(Settings.from(environment).port()).isZero();
        assertThat(Settings.from(environment).text()).isEqualTo("For developers.");
    }

    @Test
    void namesEveryProblemAtOnce() {
        assertThatThrownBy(() -> Settings.from(Map.of("PORT", "http", "TITLE", " ")))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContainingAll(
                        "PORT is \"http\"; allowed is 0 to 65535",
                        "API_URL is missing",
                        "ENVIRONMENT is missing",
                        "RELEASE is missing",
                        "TITLE is missing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "api:8080",
                "ftp://api",
                "http://",
                "http:///path",
                "http://api/api",
                "http://user@api",
                "http://api?a=b",
                "http://api#a",
                "not a url"
            })
    void refusesAnApiUrlThatIsNotAnOrigin(String url) {
        environment.put("API_URL", url);

        assertThatThrownBy(() -> Settings.from(environment))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining(
                        "API_URL is \"" + url + "\"; allowed is scheme, host and port, such as http://api:8080")
                .hasMessageNotContaining("missing");
    }
}
