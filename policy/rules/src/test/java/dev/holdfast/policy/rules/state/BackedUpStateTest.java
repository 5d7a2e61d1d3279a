package dev.holdfast.policy.rules.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BackedUpStateTest {
    private final BackedUpState rule = new BackedUpState();
    private final TestStack stack = new TestStack("holdfast", "prod");
    private final TestResource table = stack.add("aws:dynamodb/table:Table", "orders");

    @Test
    void passesATableThatASelectionNames() {
        stack.add("aws:backup/selection:Selection", "backups").refersToOnly("resources", table);

        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void doesNotDecideWhereASelectionGoesByTags() {
        stack.add("aws:backup/selection:Selection", "backups").set("selectionTags", List.of(Map.of("key", "a")));

        assertThat(stack.notEvaluated(rule)).containsExactly("orders: a selection of a backup plan selects by tags");
    }

    @Test
    void refusesATableThatNoneNames() {
        assertThat(stack.violations(rule)).containsExactly("orders: no selection of a backup plan names it");
    }
}
