package dev.holdfast.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Struct;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WireTest {
    private static final String UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

    private static final Map<String, Object> PROPERTIES = Map.of(
            "text",
            "a",
            "whole",
            5432,
            "long",
            1L << 40,
            "half",
            0.5,
            "on",
            true,
            "later",
            Value.UNKNOWN,
            "password",
            Value.secret("hunter2"),
            "secretLater",
            Value.secret(Value.UNKNOWN),
            "list",
            List.of("a", Value.UNKNOWN, Map.of("deep", Value.secret(1))),
            "__defaults",
            List.of());

    @Test
    void whatComesOverTheWireGoesBackAsItWas() {
        var struct = Wire.wire(PROPERTIES).getStructValue();

        assertThat(Wire.struct(Wire.properties(struct))).isEqualTo(struct);
        assertThat(Wire.properties(struct).raw()).isEqualTo(PROPERTIES);
    }

    @Test
    void wholeNumbersAreIntegersAsInATest() {
        var port = Wire.properties(Wire.wire(Map.of("port", 443.0)).getStructValue())
                .get("port");

        assertThat(port.raw()).isEqualTo(443);
        assertThat(port).hasToString("443");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                UNKNOWN,
                "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
                "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
                "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
                "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
                "030794c1-ac77-496b-92df-f27374a8bd58",
                "e48ece36-62e2-4504-bad9-02848725956a"
            })
    void everyTextThatStandsForAnUnknownValueIsOne(String text) {
        var struct = Struct.newBuilder()
                .putFields(
                        "later",
                        com.google.protobuf.Value.newBuilder()
                                .setStringValue(text)
                                .build())
                .build();

        assertThat(Wire.properties(struct).get("later").isUnknown()).isTrue();
    }

    @Test
    void aSecretIsWhatHasTheSignatureOfOne() {
        var struct = Wire.wire(Map.of(
                        "password",
                        Map.of(
                                "4dabf18193072939515e22adb298388d",
                                "1b47061264138c4ac30d75fd1eb44270",
                                "value",
                                UNKNOWN),
                        "asset",
                        Map.of("4dabf18193072939515e22adb298388d", "c44067f5952c0a294b673a41bacd8c17", "text", "a")))
                .getStructValue();
        var properties = Wire.properties(struct);

        assertThat(properties.get("password").isSecret()).isTrue();
        assertThat(properties.get("password").isUnknown()).isTrue();
        assertThat(properties.get("asset").isSecret()).isFalse();
        assertThat(properties.at("asset.text").string()).isEqualTo("a");
    }

    @Test
    void whatIsNullIsAbsent() {
        var struct = Struct.newBuilder().putFields("nothing", Wire.wire(null)).build();

        assertThat(Wire.properties(struct).get("nothing").isAbsent()).isTrue();
    }

    @Test
    void anObjectOfJavaIsNoProperty() {
        assertThatThrownBy(() -> Wire.wire(Map.of("day", Duration.ofDays(1))))
                .hasMessage("java.time.Duration is no value of a property; allowed are text, number, boolean, list and"
                        + " map");
    }
}
