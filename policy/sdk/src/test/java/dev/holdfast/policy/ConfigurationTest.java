package dev.holdfast.policy;

import static dev.holdfast.policy.EnforcementLevel.ADVISORY;
import static dev.holdfast.policy.EnforcementLevel.DISABLED;
import static dev.holdfast.policy.EnforcementLevel.MANDATORY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.policy.Configuration.Setting;
import dev.holdfast.policy.ConfigurationSchema.Property;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigurationTest {
    private static final StackIdentity STACK = StackIdentity.named("shop", "prod");

    private final Rules.Judging retention = Rules.rule("log-retention")
            .schema(ConfigurationSchema.of(
                    Property.integer("days", "the least retention").atLeast(1).byDefault(7),
                    Property.string("unit", "of them", "days", "weeks").byDefault("days"),
                    Property.strings("names", "which").byDefault(List.of()),
                    Property.bool("strict", "all of them").byDefault(false)));
    private final Rules.Judging encrypted = Rules.rule("bucket-encrypted");
    private final PolicyPack pack =
            PolicyPack.named("test").policies(List.of(retention, encrypted)).build();

    @Test
    void theRulesOwnLevelsAndDefaultsHoldWhereNothingIsSet() {
        var none = Configuration.none();

        assertThat(none.level(encrypted.metadata(), STACK)).isEqualTo(MANDATORY);
        assertThat(none.properties(retention.metadata()).get("days").integer()).isEqualTo(7);
    }

    @Test
    void whatIsSetHoldsAndTheOtherDefaultsStay() {
        var configuration = Configuration.of(pack, Map.of("log-retention", new Setting(ADVISORY, Map.of("days", 30))));

        assertThat(configuration.level(retention.metadata(), STACK)).isEqualTo(ADVISORY);
        assertThat(configuration.level(encrypted.metadata(), STACK)).isEqualTo(MANDATORY);
        assertThat(configuration.properties(retention.metadata()).get("days").integer())
                .isEqualTo(30);
        assertThat(configuration.properties(retention.metadata()).get("unit").string())
                .isEqualTo("days");
    }

    @Test
    void allSetsTheLevelOfThoseThatAreNotNamed() {
        var configuration = Configuration.of(
                pack, Map.of("all", new Setting(DISABLED, Map.of()), "log-retention", new Setting(ADVISORY, Map.of())));

        assertThat(configuration.level(encrypted.metadata(), STACK)).isEqualTo(DISABLED);
        assertThat(configuration.level(retention.metadata(), STACK)).isEqualTo(ADVISORY);
    }

    @Test
    void allHasNoProperties() {
        refused(Map.of("all", new Setting(ADVISORY, Map.of("days", 1))), "'all' sets a level only, and has [days]");
    }

    @Test
    void anUnknownRuleIsRefusedWithTheNearest() {
        refused(
                Map.of("log-retentoin", new Setting(ADVISORY, Map.of())),
                "there is no rule 'log-retentoin'; did you mean log-retention?");
        refused(
                Map.of("entirely-different", new Setting(ADVISORY, Map.of())),
                "there is no rule 'entirely-different'; known are log-retention, bucket-encrypted");
    }

    @Test
    void anUnknownPropertyIsRefusedWithTheNearest() {
        refused(
                Map.of("log-retention", new Setting(null, Map.of("day", 30))),
                "rule log-retention has no property 'day'; did you mean days?");
        refused(
                Map.of("bucket-encrypted", new Setting(null, Map.of("days", 30))),
                "rule bucket-encrypted has no property 'days'; it has none");
    }

    @Test
    void aWrongValueIsRefusedWithWhatIsAllowed() {
        refused(days("30"), "'days' of rule log-retention is 30, allowed is a whole number");
        refused(days(0.5), "'days' of rule log-retention is 0.5, allowed is a whole number");
        refused(days(0), "'days' of rule log-retention is 0, allowed is 1 or more");
        refused(
                Map.of("log-retention", new Setting(null, Map.of("unit", "years"))),
                "'unit' of rule log-retention is 'years', allowed are days, weeks");
        refused(
                Map.of("log-retention", new Setting(null, Map.of("names", List.of(1)))),
                "'names' of rule log-retention is [1], allowed is a list of texts");
        refused(
                Map.of("log-retention", new Setting(null, Map.of("strict", "yes"))),
                "'strict' of rule log-retention is yes, allowed is true or false");
    }

    private static Map<String, Setting> days(Object days) {
        return Map.of("log-retention", new Setting(null, Map.of("days", days)));
    }

    @Test
    void everyProblemIsTold() {
        assertThatThrownBy(() -> Configuration.of(
                        pack,
                        Map.of(
                                "log-retention", new Setting(null, Map.of("day", 1, "strict", 1)),
                                "bucket", new Setting(null, Map.of()))))
                .satisfies(refused -> assertThat(refused.getMessage().lines()).hasSize(3));
    }

    @Test
    void whatHasNoDefaultMustBeGiven() {
        var rule = Rules.rule("owner").schema(ConfigurationSchema.of(Property.string("team", "who answers")));
        var needing = PolicyPack.named("test").policy(rule).build();

        for (var settings :
                List.of(Map.<String, Setting>of(), Map.of("owner", new Setting(ADVISORY, Map.<String, Object>of())))) {
            assertThatThrownBy(() -> Configuration.of(needing, settings)).hasMessage("rule owner needs 'team'");
        }
        assertThat(Configuration.of(needing, Map.of("owner", new Setting(null, Map.of("team", "core"))))
                        .properties(rule.metadata())
                        .get("team")
                        .string())
                .isEqualTo("core");
    }

    private void refused(Map<String, Setting> settings, String message) {
        assertThatThrownBy(() -> Configuration.of(pack, settings))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
