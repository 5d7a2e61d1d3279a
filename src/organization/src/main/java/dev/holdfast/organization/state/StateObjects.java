package dev.holdfast.organization.state;

import java.util.List;

/**
 * What Pulumi's backend keeps in a bucket, and where: patterns of keys, as they stand in policies. Found in the CLI's own
 * source, backend/diy: the stack with a copy of the version before and its tags in {@code stacks}, what each update did
 * in {@code history}, what was before each in {@code backups}, and who is at work in {@code locks}.
 */
final class StateObjects {
    /** Which layout the bucket has; read first, always. */
    static final String META = ".pulumi/meta.yaml";

    /** The organization's state, whose outputs the environments' programs read. */
    static final String MANAGEMENT = ".pulumi/stacks/holdfast-organization/management.json*";

    /** Where the locks of all stacks are. */
    static final String LOCKS = ".pulumi/locks/";

    private static final String WORKLOAD = "holdfast";

    private StateObjects() {}

    /** What belongs to the workload's stack of this name. */
    static List<String> ofStack(String stack) {
        return List.of(
                ".pulumi/stacks/" + WORKLOAD + "/" + stack + ".*",
                ".pulumi/history/" + WORKLOAD + "/" + stack + "/*",
                ".pulumi/backups/" + WORKLOAD + "/" + stack + "/*",
                LOCKS + "organization/" + WORKLOAD + "/" + stack + "/*");
    }

    /** What belongs to the workload's review stacks. */
    static List<String> ofReviews() {
        return ofStack("review-*");
    }
}
