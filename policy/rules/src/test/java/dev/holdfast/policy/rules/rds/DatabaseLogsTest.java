package dev.holdfast.policy.rules.rds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import java.util.List;
import org.junit.jupiter.api.Test;

class DatabaseLogsTest {
    private final DatabaseLogs rule = new DatabaseLogs();
    private final TestStack stack = new TestStack("holdfast", "prod");
    private final TestResource database = stack.add("aws:rds/instance:Instance", "database")
            .set("engine", "postgres")
            .set("enabledCloudwatchLogsExports", List.of("postgresql", "upgrade"));

    @Test
    void passesWhatIsAsItShould() {
        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesOneThatLacksALog() {
        database.set("enabledCloudwatchLogsExports", List.of("postgresql"));

        assertThat(stack.violations(rule)).containsExactly("database: enabledCloudwatchLogsExports lacks upgrade");
    }

    @Test
    void refusesOneThatSaysNothing() {
        database.set("enabledCloudwatchLogsExports", null);

        assertThat(stack.violations(rule))
                .containsExactly("database: enabledCloudwatchLogsExports lacks postgresql, upgrade");
    }

    @Test
    void leavesOtherEnginesAlone() {
        database.set("engine", "mysql").set("enabledCloudwatchLogsExports", null);

        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void doesNotDecideWhatIsUnknown() {
        database.set("enabledCloudwatchLogsExports", Value.UNKNOWN);

        assertThat(stack.notEvaluated(rule))
                .containsExactly("database: enabledCloudwatchLogsExports is not known before the update");
    }
}
