package dev.holdfast.operator.promotion;

import dev.holdfast.operator.Git;
import dev.holdfast.operator.Holdfast;
import dev.holdfast.operator.Refused;
import java.util.Optional;

/** What is checked out in the clone that a command is run in. */
record Checkout(Holdfast holdfast) {
    /** The commit that a tag stands for; empty if there is none of this name. */
    Optional<String> commit(String tag) {
        return resolved("refs/tags/" + tag + "^{commit}");
    }

    /**
     * Makes sure that the programs in this clone are those of a commit: what is deployed is its program and its images.
     *
     * @throws Refused if another commit is checked out
     */
    void demand(String commit) {
        resolved("HEAD").filter(head -> !head.equals(commit)).ifPresent(head -> {
            throw new Refused("what is to be deployed is commit " + commit + ", but the programs in this clone are of "
                    + head + "; git checkout " + commit + " && ./mvnw package -DskipTests, and run this again");
        });
    }

    private Optional<String> resolved(String revision) {
        return Git.of(holdfast)
                .say("rev-parse", "--verify", "--quiet", revision)
                .map(String::strip);
    }
}
