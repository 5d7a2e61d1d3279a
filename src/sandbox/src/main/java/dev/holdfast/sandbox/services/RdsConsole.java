package dev.holdfast.sandbox.services;

import dev.holdfast.sandbox.cloud.AwsException;
import dev.holdfast.sandbox.cloud.Report;
import dev.holdfast.sandbox.cloud.Resource;
import dev.holdfast.sandbox.cloud.Resources;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a person does with databases in AWS's console. None of it comes from Pulumi. */
public final class RdsConsole {
    private static final Set<String> ACTIONS = Set.of("create-db-snapshot", "delete-db-instance", "db-backups");

    private final Rds rds;
    private final Resources resources;

    RdsConsole(Rds rds, Resources resources) {
        this.rds = rds;
        this.resources = resources;
    }

    /** Whether it is this console that has the action. */
    public boolean has(String action) {
        return ACTIONS.contains(action);
    }

    /**
     * Does it.
     *
     * @return what came of it
     * @throws AwsException if AWS refuses it
     */
    public String act(String action, List<String> arguments) {
        return switch (action) {
            case "create-db-snapshot" -> {
                rds.snapshot(instance(arguments.get(0)), arguments.get(1));
                yield "snapshot " + arguments.get(1) + " of " + arguments.get(0) + " is available";
            }
            case "delete-db-instance" -> delete(instance(arguments.get(0)), arguments.get(1));
            default ->
                Stream.concat(rds.snapshots().lines().stream(), rds.backups().lines().stream())
                        .collect(Collectors.joining("\n"));
        };
    }

    /** The console makes a person switch the protection off first, and offers a final snapshot. */
    private String delete(Resource instance, String snapshot) {
        rds.delete(
                instance.with(Map.of(
                        "deletionProtection", false, "skipFinalSnapshot", false, "finalSnapshotIdentifier", snapshot)),
                Report.NONE);
        resources.remove(instance);
        return "the instance is deleted; its data are in the snapshot " + snapshot;
    }

    private Resource instance(String identifier) {
        return resources.all(Rds.TYPE).stream()
                .filter(one -> one.text("identifier").filter(identifier::equals).isPresent())
                .findFirst()
                .orElseThrow(() -> new AwsException("DBInstanceNotFound", "DBInstance " + identifier + " not found."));
    }
}
