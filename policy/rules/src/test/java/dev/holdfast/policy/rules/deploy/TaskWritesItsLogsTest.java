package dev.holdfast.policy.rules.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import org.junit.jupiter.api.Test;

class TaskWritesItsLogsTest {
    private final TaskWritesItsLogs rule = new TaskWritesItsLogs();
    private final SmallService system = new SmallService();

    @Test
    void passesARoleThatMayWriteToTheLogGroup() {
        assertThat(system.stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesARoleThatMayWriteElsewhereOnly() {
        system.may(SmallService.statement("logs:*", SmallService.LOGS.replace("api", "web") + ":*"));

        assertThat(system.stack.violations(rule))
                .containsExactly(
                        "api: api-execution may not logs:CreateLogStream to /holdfast/api",
                        "api: api-execution may not logs:PutLogEvents to /holdfast/api");
    }

    @Test
    void refusesALogGroupThatNobodyDeclares() {
        system.logs.set("name", "/holdfast/other");

        assertThat(system.stack.violations(rule)).containsExactly("api: log group /holdfast/api is not declared");
    }

    @Test
    void passesALogGroupWhoseArnOnlyTheUpdateTells() {
        system.logs.set("arn", Value.UNKNOWN);

        assertThat(system.stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesToWriteElsewhereEvenIfOnlyTheUpdateTellsTheArn() {
        system.logs.set("arn", Value.UNKNOWN);
        system.may(SmallService.statement("logs:*", SmallService.LOGS.replace("api", "web") + ":*"));

        assertThat(system.stack.violations(rule)).hasSize(2);
    }

    @Test
    void doesNotDecideForAPolicyThatIsUnknown() {
        system.policy.set("policy", Value.UNKNOWN);

        assertThat(system.stack.notEvaluated(rule))
                .containsExactly("api: the policy of role api-execution is not known before the update");
    }
}
