package dev.holdfast.policy.rules.rds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DatabaseInBackupPlanTest {
    private final DatabaseInBackupPlan rule = new DatabaseInBackupPlan();
    private final TestStack stack = new TestStack("holdfast", "prod");
    private final TestResource database = stack.add("aws:rds/instance:Instance", "database");

    @Test
    void passesADatabaseThatASelectionNames() {
        stack.add("aws:backup/selection:Selection", "backups").refersToOnly("resources", database);

        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void passesADatabaseThatAPatternCovers() {
        stack.add("aws:backup/selection:Selection", "backups").set("resources", List.of("arn:aws:rds:*:*:db:*"));

        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void doesNotDecideWhereASelectionGoesByTags() {
        stack.add("aws:backup/selection:Selection", "backups").set("selectionTags", List.of(Map.of("key", "a")));

        assertThat(stack.notEvaluated(rule)).containsExactly("database: a selection of a backup plan selects by tags");
    }

    @Test
    void refusesADatabaseThatNoneNames() {
        assertThat(stack.violations(rule)).containsExactly("database: no selection of a backup plan names it");
    }

    @Test
    void doesNotDecideAboutASelectionThatNothingTells() {
        stack.add("aws:backup/selection:Selection", "backups").set("resources", Value.UNKNOWN);

        assertThat(stack.notEvaluated(rule))
                .hasSize(1)
                .allSatisfy(said -> assertThat(said).startsWith("database: "));
    }
}
