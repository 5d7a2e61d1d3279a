package dev.holdfast.impact;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.MissingNode;
import org.junit.jupiter.api.Test;

class PendingMigrationsTest {
    private static final String FILES = "{'migrationFiles': ["
            + "{'version': '10', 'description': 'drop mood', 'step': 'contract'},"
            + "{'version': '2.1', 'description': 'add mood', 'step': 'expand'},"
            + "{'version': '2', 'description': 'index', 'step': 'expand'}]}";

    @Test
    void areThoseAfterTheVersionOfTheDatabaseInTheirOrder() {
        var before = Written.json("{'migrations': {'version': '2', 'applied': []}}");

        assertThat(PendingMigrations.of(before, Written.json(FILES)))
                .containsExactly(
                        new Migration("2.1", "add mood", "expand"), new Migration("10", "drop mood", "contract"));
    }

    @Test
    void areAllBeforeTheFirstUpdate() {
        assertThat(PendingMigrations.of(MissingNode.getInstance(), Written.json(FILES)))
                .hasSize(3);
    }

    @Test
    void areNoneOfAStackWithoutADatabase() {
        assertThat(PendingMigrations.of(Written.json("{}"), Written.json("{'url': 'x'}")))
                .isEmpty();
    }

    @Test
    void areNoneWhereTheDatabaseHasThemAll() {
        assertThat(PendingMigrations.of(
                        Written.json("{'migrations': {'version': '10', 'applied': ['10']}}"), Written.json(FILES)))
                .isEmpty();
    }
}
