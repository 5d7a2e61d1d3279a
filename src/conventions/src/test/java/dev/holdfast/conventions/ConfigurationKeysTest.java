package dev.holdfast.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigurationKeysTest {
    @Test
    void takesTheKeysFromWhatPulumiTellsTheProgram() {
        var environment = Map.of(
                "PULUMI_CONFIG",
                        "{\"aws:region\":\"eu-west-1\",\"holdfast:zones\":\"a,b\",\"holdfast:token\":\"hush\"}",
                "PULUMI_CONFIG_SECRET_KEYS", "[\"holdfast:token\"]");
        var keys = ConfigurationKeys.told(environment::get);
        assertThat(keys.set()).containsExactlyInAnyOrder("aws:region", "holdfast:zones", "holdfast:token");
        assertThat(keys.secret()).containsExactly("holdfast:token");
        assertThat(keys.in("holdfast")).containsExactly("token", "zones");
        assertThat(keys.toString()).doesNotContain("hush");
    }

    @Test
    void understandsKeysAsEarlyVersionsOfPulumiWroteThem() {
        var keys = ConfigurationKeys.told(Map.of("PULUMI_CONFIG", "{\"holdfast:config:zones\":\"a\"}")::get);
        assertThat(keys.set()).containsExactly("holdfast:zones");
    }

    @Test
    void knowsNoKeyWherePulumiTellsNone() {
        assertThat(ConfigurationKeys.told(variable -> null)).isEqualTo(ConfigurationKeys.UNTOLD);
    }
}
