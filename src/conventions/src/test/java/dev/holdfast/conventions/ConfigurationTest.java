package dev.holdfast.conventions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ConfigurationTest {
    private enum Size {
        SMALL,
        VERY_LARGE
    }

    @Test
    void readsTextWithoutTheBlanksAroundIt() {
        assertThat(configuration("region", "  eu-west-1 ").text("region")).contains("eu-west-1");
    }

    @Test
    void takesBlankTextForUnset() {
        assertThat(configuration("region", "  ").text("region")).isEmpty();
        assertThat(configuration("region", "").text("region", "eu-west-1")).isEqualTo("eu-west-1");
    }

    @Test
    void saysHowToSetARequiredKey() {
        assertProblem(
                nothing(),
                keys -> keys.required("email", "aws+{account}@example.com"),
                "holdfast:email is not set; for example: pulumi config set holdfast:email 'aws+{account}@example.com'");
    }

    @Test
    void acceptsARequiredKeyThatIsSet() {
        var keys = configuration("email", "a@example.com");
        assertThat(keys.required("email", "x@example.com")).isEqualTo("a@example.com");
        assertThatCode(keys::check).doesNotThrowAnyException();
    }

    @Test
    void refusesTextThatMatchesOnlyInPart() {
        assertProblem(
                configuration("id", "o-123!"),
                keys -> keys.matching("id", Pattern.compile("o-[0-9]+"), "o- and digits"),
                "holdfast:id is 'o-123!', allowed is o- and digits");
    }

    @Test
    void readsAListWithoutTheBlanksAroundItsEntries() {
        assertThat(configuration("zones", "a, b ,c").listing("zones", Pattern.compile("[a-z]"), "a letter"))
                .containsExactly("a", "b", "c");
    }

    @Test
    void readsAListThatIsNotSetAsEmpty() {
        assertThat(nothing().listing("zones", Pattern.compile("[a-z]"), "a letter"))
                .isEmpty();
    }

    @Test
    void namesTheEntryOfAListThatIsNotAllowed() {
        assertProblem(
                configuration("zones", "a,B"),
                keys -> keys.listing("zones", Pattern.compile("[a-z]"), "a letter"),
                "holdfast:zones lists 'B', allowed is a letter");
    }

    @Test
    void refusesAnEmptyEntryOfAList() {
        assertProblem(
                configuration("zones", "a,"),
                keys -> keys.listing("zones", Pattern.compile("[a-z]"), "a letter"),
                "holdfast:zones lists '', allowed is a letter");
    }

    @Test
    void readsNumbersUpToBothBounds() {
        assertThat(configuration("tasks", "1").number("tasks", 1, 10, 2)).isEqualTo(1);
        assertThat(configuration("tasks", "10").number("tasks", 1, 10, 2)).isEqualTo(10);
        assertThat(nothing().number("tasks", 1, 10, 2)).isEqualTo(2);
    }

    @Test
    void refusesNumbersBeyondTheBounds() {
        assertProblem(
                configuration("tasks", "11"),
                keys -> keys.number("tasks", 1, 10, 2),
                "holdfast:tasks is '11', allowed is a whole number from 1 to 10");
    }

    @Test
    void refusesNumbersThatAreNone() {
        assertProblem(
                configuration("tasks", "many"),
                keys -> keys.number("tasks", 1, 10, 2),
                "holdfast:tasks is 'many', allowed is a whole number from 1 to 10");
    }

    @Test
    void readsFlags() {
        assertThat(configuration("backup", "true").flag("backup", false)).isTrue();
        assertThat(configuration("backup", "false").flag("backup", true)).isFalse();
        assertThat(nothing().flag("backup", true)).isTrue();
    }

    @Test
    void refusesFlagsThatOnlyLookLikeOne() {
        assertProblem(
                configuration("backup", "yes"),
                keys -> keys.flag("backup", false),
                "holdfast:backup is 'yes', allowed is true or false");
    }

    @Test
    void readsChoicesAsTheyAreSpelledInYaml() {
        assertThat(configuration("size", "very-large").choice("size", Size.class, Size.SMALL))
                .isEqualTo(Size.VERY_LARGE);
        assertThat(nothing().choice("size", Size.class, Size.SMALL)).isEqualTo(Size.SMALL);
    }

    @Test
    void namesTheChoices() {
        assertProblem(
                configuration("size", "VERY_LARGE"),
                keys -> keys.choice("size", Size.class, Size.SMALL),
                "holdfast:size is 'VERY_LARGE', allowed is one of small, very-large");
    }

    @Test
    void tellsEveryProblemInOneMessage() {
        var keys = configuration("tasks", "0");
        keys.required("email", "a@example.com");
        keys.number("tasks", 1, 10, 2);
        assertThatThrownBy(keys::check)
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageStartingWith("the configuration has 2 problems:\n  - holdfast:email is not set")
                .hasMessageContaining("\n  - holdfast:tasks is '0'");
    }

    @Test
    void tellsTheProblemsOfAnotherNamespaceInTheSameMessage() {
        var keys = nothing();
        var aws = keys.beside("aws", key -> Optional.empty());
        aws.required("region", "eu-west-1");
        keys.required("email", "a@example.com");
        assertThatThrownBy(keys::check)
                .hasMessageContaining("aws:region is not set; for example: pulumi config set aws:region 'eu-west-1'")
                .hasMessageContaining("holdfast:email is not set");
    }

    @Test
    void keepsTheValuesOfNamespacesApart() {
        var aws = configuration("region", "eu-west-1").beside("aws", key -> Optional.empty());
        assertThat(aws.text("region")).isEmpty();
    }

    @Test
    void findsNothingWrongWithNothing() {
        assertThatCode(nothing()::check).doesNotThrowAnyException();
    }

    private static void assertProblem(Configuration keys, Consumer<Configuration> reading, String message) {
        reading.accept(keys);
        assertThatThrownBy(keys::check).isInstanceOf(InvalidConfiguration.class).hasMessage(message);
    }

    private static Configuration nothing() {
        return new Configuration("holdfast", key -> Optional.empty());
    }

    private static Configuration configuration(String key, String value) {
        var values = Map.of(key, value);
        return new Configuration("holdfast", wanted -> Optional.ofNullable(values.get(wanted)));
    }
}
