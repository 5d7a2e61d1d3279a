package dev.holdfast.operator.promotion;

import dev.holdfast.operator.Aws;
import dev.holdfast.operator.Holdfast;
import dev.holdfast.operator.images.Commit;
import dev.holdfast.operator.images.EcrImages;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** What is to be deployed, as a person names it. */
final class SubjectOptions {
    @ArgGroup
    private Choice choice = new Choice();

    /** At most one of them. */
    static final class Choice {
        @Option(
                names = "--commit",
                paramLabel = "<commit>",
                description = "The commit whose images are deployed, which `./holdfast publish` pushed: 40 hexadecimal"
                        + " digits. HEAD of this clone, if neither is given and nothing is changed there.")
        private String commit;

        @Option(
                names = "--release",
                paramLabel = "<file>",
                description = "The release that is deployed: the file that `./holdfast release` wrote.")
        private Path release;
    }

    /** Whether anything was named. */
    boolean given() {
        return choice.commit != null || choice.release != null;
    }

    /** Its commit alone. */
    String commit(Holdfast holdfast) throws IOException {
        return choice.release == null
                ? new Commit(holdfast.root(), holdfast.environment()).tag(Optional.ofNullable(choice.commit))
                : Release.read(choice.release).commit();
    }

    /**
     * Finds its images.
     *
     * @throws RuntimeException if the registry lacks one, or the clone is not at that commit
     */
    Subject find(Holdfast holdfast) throws IOException {
        var commit = commit(holdfast);
        new Checkout(holdfast).demand(commit);
        if (choice.release != null) {
            return Subject.of(Release.read(choice.release));
        }
        try (var aws = Aws.ofThisProcess()) {
            var images = EcrImages.ofOrganization(aws, holdfast);
            return new Subject(commit, Optional.empty(), images.digests(commit));
        }
    }
}
