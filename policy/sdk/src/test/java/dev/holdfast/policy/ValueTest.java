package dev.holdfast.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValueTest {
    private final Value properties = Value.of(
            "",
            Map.of(
                    "name",
                    "api",
                    "port",
                    5432,
                    "digits",
                    "30",
                    "half",
                    0.5,
                    "on",
                    true,
                    "off",
                    "false",
                    "later",
                    Value.UNKNOWN,
                    "password",
                    Value.secret("hunter2"),
                    "rules",
                    List.of(Map.of("port", 443, "cidrs", List.of("10.0.0.0/8", Value.UNKNOWN))),
                    "tags",
                    Map.of("Owner", "ada", "a.b", "dotted")));

    @Test
    void aPathLeadsThroughObjectsAndLists() {
        assertThat(properties.at("rules[0].port").integer()).isEqualTo(443);
        assertThat(properties.at("rules[0].cidrs[0]").string()).isEqualTo("10.0.0.0/8");
        assertThat(properties.at("rules").at("[0].port").integer()).isEqualTo(443);
        assertThat(properties.at("tags").get("a.b").string()).isEqualTo("dotted");
    }

    @Test
    void everyValueKnowsItsPath() {
        assertThat(properties.at("rules[0].cidrs[1]").path()).isEqualTo("rules[0].cidrs[1]");
        assertThat(properties.get("tags").fields().get("Owner").path()).isEqualTo("tags.Owner");
    }

    @Test
    void whatIsNotThereIsAbsentAllTheWayDown() {
        assertThat(properties.at("nothing.at[3].all").isAbsent()).isTrue();
        assertThat(properties.at("rules[7]").isAbsent()).isTrue();
        assertThat(properties.get("rules").get(-1).isAbsent()).isTrue();
        assertThat(properties.get("nothing").elements()).isEmpty();
        assertThat(properties.get("nothing").fields()).isEmpty();
        assertThat(properties.get("nothing").isTrue()).isFalse();
        assertThat(properties.get("nothing").string("otherwise")).isEqualTo("otherwise");
        assertThat(properties.get("nothing").integer(7)).isEqualTo(7);
    }

    @Test
    void readingWhatIsAbsentWithoutAnotherValueIsAnErrorOfTheRule() {
        assertThatThrownBy(() -> properties.get("nothing").string())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("nothing is not set; ask isAbsent() before, or give another value");
    }

    @Test
    void whatIsUnknownIsUnknownAllTheWayDown() {
        assertThat(properties.at("later.deep[2].down").isUnknown()).isTrue();
        assertThat(properties.get("later").isPresent()).isTrue();
        assertThat(properties.get("rules").hasUnknowns()).isTrue();
        assertThat(properties.get("tags").hasUnknowns()).isFalse();
    }

    @Test
    void readingWhatIsUnknownCannotBeMistakenForAnyAnswer() {
        var later = properties.get("later");
        for (var reading : List.<Runnable>of(
                later::string,
                later::number,
                later::integer,
                later::isTrue,
                later::elements,
                later::fields,
                later::strings,
                later::json,
                () -> later.string("x"),
                () -> later.integer(1),
                () -> later.bool(true),
                () -> properties.at("rules[0].cidrs").strings(),
                () -> properties.get("rules").json())) {
            assertThatThrownBy(reading::run)
                    .isInstanceOf(NotEvaluatedException.class)
                    .hasMessageEndingWith("is not known before the update");
        }
    }

    @Test
    void theElementsOfAListAreReadEachForItself() {
        var cidrs = properties.at("rules[0].cidrs").elements();

        assertThat(cidrs).extracting(Value::isUnknown).containsExactly(false, true);
    }

    @Test
    void numbersAreReadFromDigitsToo() {
        assertThat(properties.get("digits").integer()).isEqualTo(30);
        assertThat(properties.get("port").integer()).isEqualTo(5432);
        assertThat(properties.get("half").number()).isEqualTo(0.5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "1d", "Infinity", "", "ten"})
    void noOtherTextIsANumber(String text) {
        assertThatThrownBy(() -> Value.of("days", text).number()).hasMessage("days is text, not a number");
    }

    @Test
    void noFractionIsCutOff() {
        assertThatThrownBy(() -> properties.get("half").integer()).hasMessage("half is 0.5, not a whole number");
        assertThatThrownBy(() -> Value.of("size", 1e12).integer()).hasMessageEndingWith("not a whole number");
    }

    @Test
    void booleansAreReadFromTheirTexts() {
        assertThat(properties.get("on").isTrue()).isTrue();
        assertThat(properties.get("off").bool(true)).isFalse();
        assertThatThrownBy(() -> properties.get("name").isTrue()).hasMessage("name is text, not true or false");
    }

    @Test
    void anotherKindThanExpectedIsNamed() {
        assertThatThrownBy(() -> properties.get("port").string()).hasMessage("port is 5432, not text");
        assertThatThrownBy(() -> properties.get("name").elements()).hasMessage("name is text, not a list");
        assertThatThrownBy(() -> properties.get("tags").elements()).hasMessage("tags is an object, not a list");
        assertThatThrownBy(() -> properties.at("name.first")).hasMessage("name is text, not an object");
    }

    @Test
    void aSecretIsReadLikeAnyValueAndNeverShown() {
        var password = properties.get("password");

        assertThat(password.string()).isEqualTo("hunter2");
        assertThat(password.isSecret()).isTrue();
        assertThat(password).hasToString("[secret]");
        assertThat(Value.of("", Map.of("a", Value.secret("hunter2"))).toString())
                .doesNotContain("hunter2");
        assertThatThrownBy(password::number).hasMessage("password is a secret, not a number");
    }

    @Test
    void whatIsWithinASecretIsSecret() {
        var all = Value.of("all", Value.secret(Map.of("inner", List.of("deep"))));

        assertThat(all.at("inner[0]").isSecret()).isTrue();
        assertThat(all.at("inner[0]").string()).isEqualTo("deep");
    }

    @Test
    void aSecretWithinASecretIsOne() {
        var twice = Value.of("twice", Value.secret(Value.secret("deep")));

        assertThat(twice.string()).isEqualTo("deep");
        assertThat(twice.isSecret()).isTrue();
    }

    @Test
    void aSecretMayBeUnknown() {
        var later = Value.of("later", Value.secret(Value.UNKNOWN));

        assertThat(later.isSecret()).isTrue();
        assertThat(later.isUnknown()).isTrue();
        assertThatThrownBy(later::string).isInstanceOf(NotEvaluatedException.class);
    }

    @Test
    void jsonIsReadFromTextAndFromProperties() {
        assertThat(Value.of("policy", "{\"Version\": \"2012-10-17\"}")
                        .json()
                        .path("Version")
                        .asText())
                .isEqualTo("2012-10-17");
        assertThat(properties.get("tags").json().path("Owner").asText()).isEqualTo("ada");
        assertThatThrownBy(() -> Value.of("policy", "{nothing").json()).hasMessage("policy is text, not JSON");
    }

    @Test
    void theLeavesAreAllThatIsSet() {
        assertThat(properties.get("rules").leaves().map(Value::path))
                .containsExactlyInAnyOrder("rules[0].port", "rules[0].cidrs[0]", "rules[0].cidrs[1]");
    }

    @Test
    void theSecretsOfAJsonTextAreItsParts() {
        var secrets = new HashSet<String>();
        Value.of("all", Map.of("login", Value.secret("{\"user\":\"adalovelace\",\"n\":[\"deepsecret\"]}")))
                .secrets(secrets);

        assertThat(secrets).contains("adalovelace", "deepsecret");
    }
}
