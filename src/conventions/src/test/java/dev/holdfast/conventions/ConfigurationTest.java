package dev.holdfast.conventions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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
    void readsTheKeysBelowNamesInTheirOrder() {
        var sections = configuration("tenants", "{\"zeta\": {\"size\": 3, \"cold\": true}, \"acme\": null}")
                .sections("tenants");
        assertThat(sections.keySet()).containsExactly("zeta", "acme");
        assertThat(sections.get("zeta").number("size", 1, 5, 1)).isEqualTo(3);
        assertThat(sections.get("zeta").flag("cold", false)).isTrue();
        assertThat(sections.get("acme").text("size")).isEmpty();
    }

    @Test
    void hasNoSectionsWhereTheKeyIsNotSet() {
        assertThat(nothing().sections("tenants")).isEmpty();
    }

    @Test
    void namesTheWholePathOfAProblemBelowAName() {
        assertProblem(
                configuration("tenants", "{\"acme\": {\"size\": 9}}"),
                keys -> keys.sections("tenants").get("acme").number("size", 1, 5, 1),
                "holdfast:tenants.acme.size is '9', allowed is a whole number from 1 to 5");
    }

    @Test
    void suggestsTheKeyThatWasMeantBelowAName() {
        assertProblem(
                configuration("tenants", "{\"acme\": {\"sise\": 3}}"),
                keys -> keys.sections("tenants").get("acme").number("size", 1, 5, 1),
                "holdfast:tenants.acme.sise is not known; did you mean size?");
    }

    @Test
    void refusesATextWhereNamesAreExpected() {
        assertProblem(
                configuration("tenants", "acme, zeta"),
                keys -> keys.sections("tenants"),
                "holdfast:tenants is no object, allowed are names, and below each its own keys");
        assertProblem(
                configuration("tenants", "{\"acme\": 3}"),
                keys -> keys.sections("tenants"),
                "holdfast:tenants.acme is no object, allowed are keys and their values");
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
    void namesAKeyThatNobodyReads() {
        var keys = told(Map.of("apiTask", "3"));
        keys.number("apiTasks", 1, 10, 2);
        assertThatThrownBy(keys::check).hasMessage("holdfast:apiTask is not known; did you mean apiTasks?");
    }

    @Test
    void tellsWhatIsKnownWhereNothingIsLikeIt() {
        var keys = told(Map.of("color", "red"));
        keys.text("zones");
        keys.flag("backup", true);
        assertThatThrownBy(keys::check)
                .hasMessage("holdfast:color is not known; known are backup, zones; remove it with:"
                        + " pulumi config rm holdfast:color");
    }

    @Test
    void tellsUnknownKeysTogetherWithAllOtherProblems() {
        var keys = told(Map.of("apiTask", "3", "zone", "a", "tasks", "0"));
        keys.text("zones");
        keys.number("tasks", 1, 10, 2);
        keys.required("email", "a@example.com");
        assertThatThrownBy(keys::check)
                .hasMessageContaining("the configuration has 4 problems")
                .hasMessageContaining("holdfast:apiTask is not known")
                .hasMessageContaining("holdfast:zone is not known; did you mean zones?")
                .hasMessageContaining("holdfast:tasks is '0'")
                .hasMessageContaining("holdfast:email is not set");
    }

    @Test
    void findsNoFaultWithKeysThatAreRead() {
        var keys = told(Map.of("zones", "a", "aws:region", "eu-west-1", "pulumi:tags", "{}"));
        keys.text("zones");
        keys.beside("aws", key -> Optional.of("eu-west-1")).text("region");
        assertThatCode(keys::check).doesNotThrowAnyException();
    }

    @Test
    void saysWhichKeysOfAProviderHaveNoEffect() {
        var keys = told(Map.of("aws:profile", "admin", "aws:regoin", "eu-west-1"));
        keys.beside("aws", key -> Optional.of("eu-west-1")).text("region");
        assertThatThrownBy(keys::check)
                .hasMessageContaining(
                        "aws:profile has no effect: the program makes its own provider, which takes region"
                                + " from the configuration, and credentials from the environment (such as AWS_PROFILE); remove it"
                                + " with: pulumi config rm aws:profile")
                .hasMessageContaining("aws:regoin is not known; did you mean region?");
    }

    @Test
    void saysThatAKeyBelongsToAnotherProject() {
        var keys = told(Map.of("holdfast-organization:email", "aws+{account}@example.com"));
        assertThatThrownBy(keys::check)
                .hasMessageStartingWith(
                        "holdfast-organization:email is of no use here: this project's keys begin with" + " holdfast:");
    }

    @Test
    void refusesAListWhereATextBelongsAndSaysNothingElseOfIt() {
        assertProblem(
                configuration("zones", "[\"a\",\"b\"]"),
                keys -> keys.listing("zones", Pattern.compile("[a-z]"), "a letter"),
                "holdfast:zones is a list, allowed is one text, with commas where it names several");
    }

    @Test
    void refusesAnObjectWhereATextBelongsAndSaysNothingElseOfIt() {
        assertProblem(
                configuration("tasks", "{\"least\":1}"),
                keys -> {
                    keys.number("tasks", 1, 10, 2);
                    keys.problem("tasks", "is odd");
                },
                "holdfast:tasks is an object, allowed is one text");
    }

    @Test
    void acceptsTextThatOnlyBeginsAsAListOrAnObjectDoes() {
        var keys = configuration("email", "{account}@example.com");
        assertThat(keys.text("email")).contains("{account}@example.com");
        assertThatCode(keys::check).doesNotThrowAnyException();
    }

    @Test
    void neverShowsTheValueOfASecret() {
        var values = Map.of("tasks", "many", "zones", "a,hush", "email", "x@y", "storage", "123456");
        var keys = new Configuration(
                "holdfast",
                key -> Optional.ofNullable(values.get(key)),
                new ConfigurationKeys(
                        Set.of("holdfast:token"),
                        Set.of("holdfast:tasks", "holdfast:zones", "holdfast:email", "holdfast:storage")));
        keys.number("tasks", 1, 10, 2);
        keys.listing("zones", Pattern.compile("[a-z]"), "a letter");
        keys.text("email");
        keys.problem("email", "makes 'x+dev@y'");
        keys.text("storage");
        keys.problem("most", "is less than storage, which is 123456");
        assertThatThrownBy(keys::check)
                .hasMessageContaining("holdfast:tasks is a secret that is not shown here, allowed is a whole number")
                .hasMessageContaining("holdfast:zones is a secret that is not shown here, allowed is a letter")
                .hasMessageContaining("holdfast:email is a secret that is not shown here, and not allowed;"
                        + " `pulumi config get holdfast:email` shows it")
                .hasMessageContaining("holdfast:most is less than storage, which is (secret)")
                .message()
                .doesNotContain("many", "hush", "x+dev", "123456");
    }

    @Test
    void findsNothingWrongWithNothing() {
        assertThatCode(nothing()::check).doesNotThrowAnyException();
    }

    private static void assertProblem(Configuration keys, Consumer<Configuration> reading, String message) {
        reading.accept(keys);
        assertThatThrownBy(keys::check).isInstanceOf(InvalidConfiguration.class).hasMessage(message);
    }

    /** A configuration whose keys are known; those without a namespace are the project's own. */
    private static Configuration told(Map<String, String> values) {
        var names = values.keySet().stream()
                .map(key -> key.contains(":") ? key : "holdfast:" + key)
                .collect(Collectors.toSet());
        return new Configuration(
                "holdfast", key -> Optional.ofNullable(values.get(key)), new ConfigurationKeys(names, Set.of()));
    }

    private static Configuration nothing() {
        return new Configuration("holdfast", key -> Optional.empty());
    }

    private static Configuration configuration(String key, String value) {
        var values = Map.of(key, value);
        return new Configuration("holdfast", wanted -> Optional.ofNullable(values.get(wanted)));
    }
}
