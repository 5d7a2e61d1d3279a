package dev.holdfast.workload;

import com.pulumi.exceptions.RunException;
import com.pulumi.resources.StackReference;
import dev.holdfast.migrationrules.Finding;
import dev.holdfast.migrationrules.Version;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What this stack's last deployment reached. The engine replaces a stack's outputs only when everything of an update has
 * succeeded, services included, so the code that belongs to this version runs.
 *
 * @param migrations the database's version then; none if nothing was deployed yet
 */
record PreviousDeployment(Optional<Version> migrations) {
    /** Reads this very stack's outputs: a reference gives those of the last update until this one has ended. */
    static PreviousDeployment read(StackReference itself) {
        return of(itself.getValueAsync("migrations").join());
    }

    /** Of the output {@code migrations}, which is whatever the last update left there. */
    static PreviousDeployment of(Object output) {
        return new PreviousDeployment(Optional.ofNullable(output)
                .filter(Map.class::isInstance)
                .map(answer -> ((Map<?, ?>) answer).get("version"))
                .flatMap(version -> Version.parse(String.valueOf(version)))
                // What a database without migrations says.
                .filter(version -> !version.equals(new Version("0"))));
    }

    /**
     * Makes sure that no contract step comes before the code that makes it possible.
     *
     * @throws RunException naming those that do
     */
    void precedes(MigrationFiles files) {
        var premature = files.review().premature(migrations);
        if (!premature.isEmpty()) {
            throw new RunException("the migrations are refused:\n- " + String.join("\n- ", premature));
        }
    }

    /** Which migrations it did not have, for whoever looks at a preview. */
    Optional<String> news(MigrationFiles files) {
        var coming = files.after(migrations);
        return coming.isEmpty()
                ? Optional.empty()
                : Optional.of("migrations that the last deployment did not have: "
                        + coming.stream()
                                .map(one -> one.file().version().orElseThrow() + " "
                                        + one.file().description() + " ("
                                        + one.file().step() + ")")
                                .collect(Collectors.joining(", ")));
    }

    /** What of these holds up requests if its table is large; on an empty database, nobody waits for a lock. */
    List<String> warnings(MigrationFiles files) {
        return migrations.isEmpty()
                ? List.of()
                : files.after(migrations).stream()
                        .flatMap(one -> one.warnings().stream())
                        .map(Finding::message)
                        .toList();
    }
}
