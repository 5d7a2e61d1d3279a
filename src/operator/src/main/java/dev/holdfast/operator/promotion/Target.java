package dev.holdfast.operator.promotion;

import dev.holdfast.conventions.Environment;
import dev.holdfast.conventions.InvalidConfiguration;
import dev.holdfast.conventions.NearestName;
import dev.holdfast.operator.Holdfast;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A stack, and where its project is: in the clone, or in the folder that {@code HOLDFAST_WORKLOAD} or
 * {@code HOLDFAST_ORGANIZATION} names.
 *
 * @param stack its name
 * @param project as Pulumi knows it
 * @param folder of its Pulumi.yaml and its stacks' files; Pulumi runs here
 */
record Target(String stack, String project, Path folder) {
    static final String MANAGEMENT = "management";

    private static final List<String> NAMED = List.of(MANAGEMENT, "dev", "stage", "prod");

    /**
     * A stack of this name.
     *
     * @throws IllegalArgumentException if there can be none
     */
    static Target of(Holdfast holdfast, String stack) {
        return of(holdfast, List.of(stack)).get(0);
    }

    /**
     * The stacks of these names, in their order.
     *
     * @throws IllegalArgumentException naming every one that there cannot be
     */
    static List<Target> of(Holdfast holdfast, List<String> stacks) {
        var problems = new ArrayList<String>();
        stacks.forEach(stack -> problem(stack).ifPresent(problems::add));
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(
                    String.join("\n", problems) + "\nallowed are " + String.join(", ", NAMED) + " and review-<name>");
        }
        return stacks.stream().distinct().map(stack -> known(holdfast, stack)).toList();
    }

    /** An environment of this name. The organization is none. */
    static Target environment(Holdfast holdfast, String stack) {
        var target = of(holdfast, stack);
        if (!target.isEnvironment()) {
            throw new IllegalArgumentException("'" + stack
                    + "' is the organization, where no service runs; allowed are dev, stage, prod and review-<name>");
        }
        return target;
    }

    /** Whether services run in it. */
    boolean isEnvironment() {
        return !stack.equals(MANAGEMENT);
    }

    /** Whether it may go with all that is in it. */
    boolean disposable() {
        return isEnvironment() && Environment.ofStack(stack).disposable();
    }

    /** Its configuration, as the repository or the sandbox has it. */
    Path file() {
        return folder.resolve("Pulumi." + stack + ".yaml");
    }

    @Override
    public String toString() {
        return stack;
    }

    private static Target known(Holdfast holdfast, String stack) {
        return stack.equals(MANAGEMENT)
                ? new Target(stack, "holdfast-organization", holdfast.organization())
                : new Target(stack, "holdfast", holdfast.workload());
    }

    private static Optional<String> problem(String stack) {
        if (stack.equals(MANAGEMENT)) {
            return Optional.empty();
        }
        try {
            Environment.ofStack(stack);
            return Optional.empty();
        } catch (InvalidConfiguration unknown) {
            return Optional.of("there is no stack '" + stack + "'"
                    + NearestName.of(stack, Set.copyOf(NAMED))
                            .map(name -> "; did you mean " + name + "?")
                            .orElse(""));
        }
    }
}
