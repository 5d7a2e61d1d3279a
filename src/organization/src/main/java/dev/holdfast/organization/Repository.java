package dev.holdfast.organization;

import dev.holdfast.conventions.Configuration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The GitHub repository whose pipelines may work in the accounts.
 *
 * @param owner the user or organization that it belongs to
 * @param name its name
 * @param id its number, which stays when it is renamed and which nobody gets who takes a name over
 */
public record Repository(String owner, String name, String id) {
    private static final Pattern FULL_NAME = Pattern.compile("[A-Za-z0-9-]{1,39}/[A-Za-z0-9._-]{1,100}");
    private static final Pattern ID = Pattern.compile("[1-9][0-9]*");

    /** The repository that {@code repository} names, with its {@code repositoryId}; neither or both are set. */
    static Optional<Repository> read(Configuration keys) {
        var fullName =
                keys.matching("repository", FULL_NAME, "owner/name of a GitHub repository, such as acme/platform");
        var id = keys.matching(
                "repositoryId", ID, "the repository's number; find it with: gh api repos/<owner>/<name> --jq .id");
        if (fullName.isPresent() && id.isEmpty()) {
            keys.problem(
                    "repositoryId",
                    "is not set, but repository is; find it with: gh api repos/" + fullName.get() + " --jq .id");
        }
        if (id.isPresent() && fullName.isEmpty()) {
            keys.problem("repository", "is not set, but repositoryId is; set it to the repository's owner/name");
        }
        if (fullName.isEmpty()
                || id.isEmpty()
                || !FULL_NAME.matcher(fullName.get()).matches()) {
            return Optional.empty();
        }
        var parts = fullName.get().split("/");
        return Optional.of(new Repository(parts[0], parts[1], id.get()));
    }

    /** {@code owner/name}. */
    public String fullName() {
        return owner + "/" + name;
    }
}
