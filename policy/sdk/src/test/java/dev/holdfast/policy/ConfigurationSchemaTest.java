package dev.holdfast.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.policy.ConfigurationSchema.Property;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigurationSchemaTest {
    @Test
    void itIsAJsonSchema() {
        var schema = ConfigurationSchema.of(
                Property.integer("days", "the least").atLeast(1).byDefault(7),
                Property.strings("names", "which").byDefault(List.of("a")),
                Property.string("unit", "of them", "days", "weeks"));

        assertThat(schema.json())
                .isEqualTo(Map.of(
                        "days",
                        Map.of("type", "integer", "description", "the least", "default", 7, "minimum", 1),
                        "names",
                        Map.of(
                                "type",
                                "array",
                                "items",
                                Map.of("type", "string"),
                                "description",
                                "which",
                                "default",
                                List.of("a")),
                        "unit",
                        Map.of("type", "string", "description", "of them", "enum", List.of("days", "weeks"))));
    }

    @Test
    void whatHasNoDefaultIsRequired() {
        var schema = ConfigurationSchema.of(
                Property.string("team", "who"), Property.bool("strict", "all").byDefault(true));

        assertThat(schema.required()).containsExactly("team");
        assertThat(schema.defaults()).isEqualTo(Map.of("strict", true));
    }

    @Test
    void aDefaultIsAllowedItselfInWhateverOrderItIsSet() {
        var days = Property.integer("days", "the least");

        assertThatThrownBy(() -> days.byDefault("seven"))
                .hasMessage("the default of 'days' is seven, allowed is a whole number");
        assertThatThrownBy(() -> days.atLeast(1).byDefault(0))
                .hasMessage("the default of 'days' is 0, allowed is 1 or more");
        assertThatThrownBy(() -> days.byDefault(0).atLeast(1))
                .hasMessage("the default of 'days' is 0, allowed is 1 or more");
        assertThatThrownBy(() -> Property.string("unit", "", "days").byDefault("years"))
                .hasMessage("the default of 'unit' is 'years', allowed are days");
    }

    @Test
    void onlyNumbersHaveALeast() {
        assertThatThrownBy(() -> Property.string("name", "").atLeast(1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void twoPropertiesOfOneNameAreRefused() {
        assertThatThrownBy(() -> ConfigurationSchema.of(Property.bool("a", ""), Property.integer("a", "")))
                .hasMessage("two properties are called 'a'");
    }
}
