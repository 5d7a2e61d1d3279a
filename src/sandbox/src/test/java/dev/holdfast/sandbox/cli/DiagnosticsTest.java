package dev.holdfast.sandbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.sandbox.cli.Diagnostics.Entry;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DiagnosticsTest {
    private static final String STACK = "urn:pulumi:dev::holdfast::pulumi:pulumi:Stack::holdfast-dev";
    private static final String DATABASE = "urn:pulumi:dev::holdfast::a:b:C$aws:rds/instance:Instance::database";

    private final Diagnostics diagnostics = new Diagnostics();

    @Test
    void leavesOutWhatSaysOnlyThatSomethingFailed() {
        error(STACK, "the configuration has 1 problem:\n  - a is missing\n");
        error("", "an unhandled error occurred: '/bin/java -jar a.jar' exited with non-zero exit code: 32\n");
        error("", "update failed\n");

        assertThat(diagnostics.errors())
                .extracting(Entry::message)
                .containsExactly("the configuration has 1 problem:\n  - a is missing");
    }

    @Test
    void keepsWhatSaysThatSomethingFailedWhereItIsAllThereIs() {
        error("", "update failed\n");

        assertThat(diagnostics.errors()).extracting(Entry::message).containsExactly("update failed");
    }

    @Test
    void tellsNothingTwice() {
        error(STACK, "no\n");
        error(STACK, "no\n");

        assertThat(diagnostics.errors()).hasSize(1);
    }

    @Test
    void leavesOutWhatTheProgramsLoggerRepeats() {
        error("", "the configuration has 1 problem:\n  - a is missing\n");
        says("Nov 21, 2026 8:44:24 AM com.pulumi.deployment.internal.DeploymentImpl$DefaultEngineLogger errorAsync");
        says("SEVERE: the configuration has 1 problem:");
        says("  - a is missing");
        says("a line of the program's own");

        assertThat(diagnostics.said()).containsExactly("a line of the program's own");
    }

    @Test
    void namesTheResourceAndIndentsAllThatIsSaidOfIt() {
        error(DATABASE, "no room\nfor it\n");

        assertThat(diagnostics.errors().get(0).lines())
                .containsExactly("database (aws:rds:Instance)", "  no room", "  for it");
    }

    @Test
    void whatBreaksAMandatoryRuleIsAnError() {
        diagnostics.addPolicy(
                policy("mandatory", "<{%reset%}>deletionProtection is off\n  mend  Set it.\n<{%reset%}>"));

        assertThat(diagnostics.errors().get(0).lines())
                .containsExactly(
                        "database (aws:rds:Instance)",
                        "  [rds-deletion-protection] deletionProtection is off",
                        "    mend  Set it.");
        assertThat(diagnostics.warnings()).isEmpty();
    }

    @Test
    void whatARuleAdvisesIsCounted() {
        diagnostics.addPolicy(policy("advisory", "deletionProtection is off"));
        diagnostics.addPolicy(policy("advisory", "deletionProtection is off"));

        assertThat(diagnostics.errors()).isEmpty();
        assertThat(diagnostics.warnings()).isEmpty();
        assertThat(diagnostics.advice()).containsExactly(Map.entry("rds-deletion-protection", 2));
    }

    private static JsonNode policy(String level, String message) {
        return new ObjectMapper()
                .createObjectNode()
                .put("resourceUrn", DATABASE)
                .put("policyName", "rds-deletion-protection")
                .put("enforcementLevel", level)
                .put("message", message);
    }

    @Test
    void ofAStackTraceItShowsTheProgramsOwnFrames() {
        error(STACK, """
                java.lang.IllegalStateException: no
                	at dev.holdfast.workload.WorkloadProgram.stack(WorkloadProgram.java:40)
                	at com.pulumi.deployment.internal.DeploymentImpl.run(DeploymentImpl.java:1)
                	at java.base/java.lang.Thread.run(Thread.java:840)
                	... 3 more
                """);

        assertThat(String.join("\n", diagnostics.errors().get(0).lines()))
                .contains("WorkloadProgram.java:40")
                .doesNotContain("DeploymentImpl", "Thread.run", "more");
    }

    private void error(String urn, String message) {
        diagnostics.add(EngineEvents.diagnostic("error", urn, message).path("diagnosticEvent"));
    }

    private void says(String line) {
        diagnostics.add(EngineEvents.diagnostic("info#err", "", line + "\n\n").path("diagnosticEvent"));
    }
}
