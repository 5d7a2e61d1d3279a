package dev.holdfast.policy.rules.backup;

import dev.holdfast.policy.NotEvaluatedException;
import dev.holdfast.policy.PolicyResource;
import dev.holdfast.policy.PolicyStack;

/** What the selections of backup plans cover: by reference, by a pattern of ARNs, or by tags, which no rule can follow. */
public final class Selections {
    private static final String TYPE = "aws:backup/selection:Selection";

    private Selections() {}

    /**
     * Whether some selection covers a resource.
     *
     * @param service of its ARN, such as {@code rds}
     * @throws NotEvaluatedException if none names it, and one selects by tags
     */
    public static boolean cover(PolicyStack stack, PolicyResource resource, String service) {
        var selections = stack.resources(TYPE);
        if (selections.stream().anyMatch(selection -> byPattern(selection, service))
                || !stack.referring(TYPE, "resources", resource).isEmpty()) {
            return true;
        }
        if (selections.stream()
                .anyMatch(selection -> selection.property("selectionTags").isPresent())) {
            throw new NotEvaluatedException("a selection of a backup plan selects by tags");
        }
        return false;
    }

    private static boolean byPattern(PolicyResource selection, String service) {
        return selection
                .property("resources")
                .leaves()
                .filter(leaf -> leaf.raw() instanceof String)
                .map(leaf -> (String) leaf.raw())
                .anyMatch(arn -> arn.equals("*") || arn.startsWith("arn:aws:" + service + ":*") && arn.endsWith("*"));
    }
}
