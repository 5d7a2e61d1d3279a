package dev.holdfast.policy.rules.rds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DatabaseBackupsTest {
    private final DatabaseBackups rule = new DatabaseBackups();
    private final TestStack stack = new TestStack("holdfast", "prod");
    private final TestResource database =
            stack.add("aws:rds/instance:Instance", "database").set("backupRetentionPeriod", 35);

    @Test
    void passesWhatIsAsItShould() {
        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesOneThatSaysNothing() {
        database.set("backupRetentionPeriod", null);

        assertThat(stack.violations(rule))
                .containsExactly("database: backups are kept for 0 days, and should be for 14");
    }

    @Test
    void refusesWhatIsTooShortForProduction() {
        database.set("backupRetentionPeriod", 7);

        assertThat(stack.violations(rule))
                .containsExactly("database: backups are kept for 7 days, and should be for 14");
    }

    @Test
    void doesNotDecideWhatIsUnknown() {
        database.set("backupRetentionPeriod", Value.UNKNOWN);

        assertThat(stack.notEvaluated(rule))
                .containsExactly("database: backupRetentionPeriod is not known before the update");
    }

    @Test
    void passesAWeekInDev() {
        var dev = new TestStack("holdfast", "dev");
        dev.add("aws:rds/instance:Instance", "database").set("backupRetentionPeriod", 7);

        assertThat(dev.findings(rule)).isEmpty();
    }

    @Test
    void takesAnotherNumberOfDaysFromTheConfiguration() {
        assertThat(stack.findings(rule, Map.of("productionDays", 36))).hasSize(1);
    }
}
