package dev.holdfast.sandbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.sandbox.cli.Progress.Step;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private static final String SERVICE = "aws:ecs/service:Service";

    private final Progress progress = new Progress(3);

    @Test
    void countsWhatIsDoneOfWhatIsKnown() {
        pre("create", SERVICE, "api");
        done("same", "aws:ec2/vpc:Vpc", "network");

        assertThat(progress.done()).isEqualTo(1);
        assertThat(progress.all()).isEqualTo(3);
        assertThat(progress.running()).extracting(Step::name).containsExactly("api");
    }

    @Test
    void countsWhatGroupsOthersFromItsAnnouncementAsPulumiDoes() {
        pre("create", "holdfast:stateless:Network", "network");

        assertThat(progress.counts()).containsExactly(Map.entry(Change.CREATE, 1));
        assertThat(progress.running()).isEmpty();
    }

    @Test
    void countsNeitherTheEnginesOwnProvidersNorWhatIsOnlyRead() {
        done("create", "pulumi:providers:aws", "default_7_0_0");
        done("read", "pulumi:pulumi:StackReference", "base");

        assertThat(progress.counts()).isEmpty();
    }

    @Test
    void aReplacementIsOneChangeHoweverManyOperationsItHas() {
        for (var operation : List.of("create-replacement", "replace", "delete-replaced")) {
            pre(operation, SERVICE, "api");
            done(operation, SERVICE, "api");
        }

        assertThat(progress.counts()).containsExactly(Map.entry(Change.REPLACE, 1));
    }

    @Test
    void knowsWhatAProviderSaidLastOfWhatItDoes() {
        pre("create", SERVICE, "api");
        var urn = progress.running().get(0).urn();
        progress.accept(EngineEvents.event(
                "{\"diagnosticEvent\": {\"ephemeral\": true, \"urn\": \"" + urn + "\", \"message\": \"0 of 1\\n\"}}"));

        assertThat(progress.doing(progress.running().get(0))).contains("0 of 1");
        assertThat(progress.diagnostics().said()).isEmpty();
    }

    @Test
    void namesThePropertiesThatDiffer() {
        progress.accept(EngineEvents.event("""
                {"resOutputsEvent": {"metadata": {"op": "update", "urn": "urn:pulumi:dev::holdfast::aws:s3/b:B::b",
                  "type": "aws:s3/b:B", "new": {"custom": true},
                  "detailedDiff": {"tags.team": {}, "rules[0].days": {}}}}}"""));

        assertThat(progress.changed(Change.UPDATE).get(0).properties()).containsExactly("rules", "tags");
    }

    @Test
    void tellsPlainOutputsThatAreNewOrOther() {
        progress.accept(EngineEvents.event("""
                {"resOutputsEvent": {"metadata": {"op": "same", "urn": "urn:pulumi:dev::holdfast::pulumi:pulumi:Stack::s",
                  "type": "pulumi:pulumi:Stack",
                  "old": {"outputs": {"region": "eu-central-1", "definition": "api:1"}},
                  "new": {"outputs": {"region": "eu-central-1", "definition": "api:2", "accounts": {"dev": 1},
                    "file": "[profile dev]\\nregion = eu-central-1"}}}}}"""));

        assertThat(progress.newOutputs()).containsExactly(Map.entry("definition", "api:2"));
    }

    @Test
    void showsATypeAsPulumiDoes() {
        assertThat(Progress.type("urn:pulumi:dev::holdfast::a:b:C$aws:ecs/service:Service::api"))
                .isEqualTo("aws:ecs:Service");
        assertThat(Progress.type("urn:pulumi:dev::holdfast::pulumi:pulumi:Stack::holdfast-dev"))
                .isEqualTo("pulumi:pulumi:Stack");
    }

    private void pre(String operation, String type, String name) {
        progress.accept(EngineEvents.resource("resourcePreEvent", operation, type, name));
    }

    private void done(String operation, String type, String name) {
        progress.accept(EngineEvents.resource("resOutputsEvent", operation, type, name));
    }
}
