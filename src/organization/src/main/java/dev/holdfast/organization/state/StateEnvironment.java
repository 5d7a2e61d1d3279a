package dev.holdfast.organization.state;

import dev.holdfast.organization.RoleNames;
import java.util.List;
import java.util.Optional;

/**
 * What has states of its own, and a key of its own for what is secret in them.
 *
 * @param name the name of its stacks, of its key's alias and, but for {@link #MANAGEMENT}, of its account
 * @param account the id of its account, once that exists; without it nobody but the management account comes in
 */
public record StateEnvironment(String name, Optional<String> account) {
    /** The organization itself. */
    public static final String MANAGEMENT = "management";

    /**
     * The environments that the workload's stacks can be in. The list is fixed, not what the configuration has: a key
     * outlives its environment, or nobody could read the states that are left of it.
     */
    public static final List<String> WORKLOADS = List.of("dev", "stage", "prod");

    /** Where review stacks are. */
    private static final String REVIEWED = "dev";

    /** The pipeline's roles in its account; not each account has each. */
    List<String> pipelines() {
        return roles(RoleNames.TEST, RoleNames.PREVIEW, RoleNames.DEPLOY);
    }

    /** Who may change what its own stacks hold. */
    List<String> deployers() {
        return roles(RoleNames.DEPLOY);
    }

    /** Who may change what the review stacks hold, which are in its account: any branch, because nothing in them stays. */
    List<String> reviewers() {
        return name.equals(REVIEWED) ? roles(RoleNames.TEST, RoleNames.DEPLOY) : List.of();
    }

    private List<String> roles(String... names) {
        return account.stream()
                .flatMap(id -> List.of(names).stream().map(role -> RoleNames.arn(id, role)))
                .toList();
    }
}
