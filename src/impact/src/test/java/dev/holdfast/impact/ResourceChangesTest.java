package dev.holdfast.impact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ResourceChangesTest {
    private final Written database = Written.of(Written.DATABASE, "database").inputs("{'engine': 'mysql'}");
    private final Written postgres = database.inputs("{'engine': 'postgres'}");
    private final Written alarm = Written.of(Written.ALARM, "cpu").inputs("{'threshold': 90}");

    @Test
    void theThreeStepsOfAReplacementAreOneChange() {
        var changes = changes(new Previewed().replace(database, postgres, Map.of("engine", "update-replace")));

        assertThat(changes.all()).singleElement().satisfies(change -> {
            assertThat(change.operation()).isEqualTo(Operation.REPLACE);
            assertThat(change.properties())
                    .containsExactly(new PropertyChange("engine", Optional.of("mysql"), Optional.of("postgres"), true));
        });
    }

    @Test
    void statefulResourcesComeFirstAndWhatLosesMostBeforeTheOthers() {
        var changes = changes(new Previewed()
                .create(Written.of(Written.BUCKET, "new"))
                .delete(alarm)
                .delete(database));

        assertThat(changes.all()).extracting(ResourceChange::name).containsExactly("database", "new", "cpu");
    }

    @Test
    void whatIsRetainedIsForgotten() {
        var changes = changes(new Previewed().delete(database.retain()));

        assertThat(changes.all()).extracting(ResourceChange::operation).containsExactly(Operation.FORGET);
    }

    @Test
    void whatIsImportedIsNotCreated() {
        var changes = changes(new Previewed().step("import", null, database, Map.of()));

        assertThat(changes.all()).extracting(ResourceChange::operation).containsExactly(Operation.IMPORT);
    }

    @Test
    void aChangeOfProtectAloneIsAChangeThoughTheEngineCallsItSame() {
        var changes = changes(new Previewed().keep(database.protect(), database));

        assertThat(changes.all()).singleElement().satisfies(change -> {
            assertThat(change.operation()).isEqualTo(Operation.UPDATE);
            assertThat(change.before().missingIn(change.after())).containsExactly("protect");
            assertThat(change.properties())
                    .containsExactly(new PropertyChange("protect", Optional.of("true"), Optional.of("false"), false));
        });
    }

    @Test
    void whatStaysIsCountedAndNotListed() {
        var changes = changes(new Previewed().same(database, alarm));

        assertThat(changes.unchanged()).isEqualTo(2);
        assertThat(changes.all()).isEmpty();
    }

    @Test
    void theStackAndComponentsAndDefaultProvidersAndWhatIsReadAreNoResources() {
        var changes = changes(new Previewed()
                .create(Written.component(Written.STACK, "holdfast-prod"))
                .create(Written.component("holdfast:stateful:Database", "database"))
                .create(Written.of("pulumi:providers:aws", "default_6_83_0"))
                .step("read", null, Written.of("pulumi:pulumi:StackReference", "other"), Map.of()));

        assertThat(changes.all()).isEmpty();
        assertThat(changes.unchanged()).isZero();
    }

    @Test
    void propertiesWithoutDetailsAreToldFromTheirNames() {
        var event = "{\"resourcePreEvent\": {\"metadata\": {\"op\": \"create-replacement\", \"urn\": \"" + alarm.urn()
                + "\", \"type\": \"" + Written.ALARM
                + "\", \"keys\": [\"threshold\"], \"detailedDiff\": null, \"old\": "
                + alarm.json() + ", \"new\": "
                + alarm.inputs("{'threshold': 95}").json() + "}}}";
        var changes = ResourceChanges.of(EngineEvents.of(event), new StateExport(Map.of()));

        assertThat(changes.all().get(0).properties())
                .containsExactly(new PropertyChange("threshold", Optional.of("90"), Optional.of("95"), true));
    }

    @Test
    void ofAnObjectOnlyWhatDiffersIsTold() {
        var changes = changes(new Previewed()
                .update(
                        alarm.inputs("{'dimensions': {'a': '1', 'b.c': '2'}}"),
                        alarm.inputs("{'dimensions': {'a': '1', 'b.c': '3', 'd': '4'}}"),
                        Map.of("dimensions", "update")));

        assertThat(changes.all().get(0).properties())
                .containsExactly(
                        new PropertyChange("dimensions[\"b.c\"]", Optional.of("2"), Optional.of("3"), false),
                        new PropertyChange("dimensions.d", Optional.empty(), Optional.of("4"), false));
    }

    @Test
    void longValuesAreCutWhereTheyDiffer() {
        var long1 = "x".repeat(500) + "one";
        var long2 = "x".repeat(500) + "two";
        var changes = changes(new Previewed()
                .update(
                        alarm.inputs("{'alarmDescription': '" + long1 + "'}"),
                        alarm.inputs("{'alarmDescription': '" + long2 + "'}"),
                        Map.of("alarmDescription", "update")));

        assertThat(changes.all().get(0).properties().get(0).after().orElseThrow())
                .hasSizeLessThan(130)
                .startsWith("...")
                .endsWith("two");
    }

    @Test
    void aSecretThatBecomesPlainIsNotShown() {
        var secret = alarm.input("value", Written.secret("AAAA"));
        var changes = changes(
                new Previewed().update(secret, alarm.inputs("{'value': 'hunter2'}"), Map.of("value", "update")));

        assertThat(changes.all().toString()).contains("[secret]").doesNotContain("hunter2", "AAAA");
    }

    @Test
    void whatAnEarlierUpdateLeftHalfReplacedIsReplaced() {
        var leftover = database.with(json -> json.put("delete", true));
        var changes = changes(new Previewed().same(database).delete(leftover));

        assertThat(changes.all()).extracting(ResourceChange::operation).containsExactly(Operation.REPLACE);
    }

    private static ResourceChanges changes(Previewed previewed) {
        var preview = previewed.preview();
        return ResourceChanges.of(EngineEvents.of(preview.events()), StateExport.of(preview.state()));
    }
}
