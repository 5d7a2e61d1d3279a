package dev.holdfast.operator.state;

import dev.holdfast.conventions.Environment;
import dev.holdfast.conventions.InvalidConfiguration;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * One of the two projects of a clone.
 *
 * @param name as Pulumi knows it
 * @param folder where its Pulumi.yaml is
 */
record Project(String name, Path folder) {
    static final String MANAGEMENT = "management";

    /** The organization first: its outputs say where everything goes, and the workload's programs read them. */
    static List<Project> of(Path root) {
        return List.of(organization(root), new Project("holdfast", root));
    }

    static Project organization(Path root) {
        return new Project("holdfast-organization", root.resolve("src/organization"));
    }

    /** The environment whose key a stack of this project is encrypted with; empty if it is no stack of Holdfast's. */
    Optional<String> environment(String stack) {
        if (name.equals("holdfast-organization")) {
            return Optional.of(stack).filter(MANAGEMENT::equals);
        }
        try {
            // Review stacks are in the account of another environment, and so is their key.
            return Optional.of(Environment.ofStack(stack).account());
        } catch (InvalidConfiguration unknown) {
            return Optional.empty();
        }
    }
}
