package dev.holdfast.operator.promotion;

import dev.holdfast.operator.Holdfast;
import dev.holdfast.operator.Refused;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./holdfast release}. */
@Command(
        name = "release",
        description = {
            "Make a release of a tag whose commit works in stage: a file with the commit and the digests of its images.",
            "",
            "Whoever previews and deploys prod takes them from there: it may not read stage's state. A commit that stage"
                    + " does not list as working is refused."
        })
public final class ReleaseTag implements Callable<Integer> {
    private final Holdfast holdfast;

    @Parameters(paramLabel = "<tag>", description = "A tag of this repository, such as release-1.")
    private String tag;

    @Option(
            names = "--from",
            paramLabel = "<stack>",
            defaultValue = "stage",
            description = "Where it must work. ${DEFAULT-VALUE}, if none is given.")
    private String from;

    @Option(
            names = "--out",
            paramLabel = "<file>",
            defaultValue = "release.json",
            description = "The file to write. ${DEFAULT-VALUE}, if none is given.")
    private Path file;

    public ReleaseTag(Holdfast holdfast) {
        this.holdfast = holdfast;
    }

    @Override
    public Integer call() throws IOException {
        var target = Target.environment(holdfast, from);
        if (!Release.allows(tag)) {
            throw new IllegalArgumentException("'" + tag + "' is no name of a release, because the services say it:"
                    + " allowed are at most 64 letters, digits, dots, hyphens and underscores");
        }
        var commit = new Checkout(holdfast)
                .commit(tag)
                .orElseThrow(() -> new Refused("there is no tag " + tag + " in " + holdfast.root()
                        + "; fetch it with git fetch --tags, or set it with git tag " + tag + " <commit>"));
        var green = new Engine(holdfast).outputs(target).green();
        var found = green.stream()
                .filter(one -> one.commit().equals(commit))
                .findFirst()
                .orElseThrow(() -> new Refused(tag + " is commit " + commit + ", which " + target
                        + " does not list as working. "
                        + (green.isEmpty()
                                ? "It lists none. "
                                : "It lists:\n"
                                        + green.stream()
                                                .map(one -> "  " + one.commit() + "  deployed " + one.at())
                                                .collect(Collectors.joining("\n"))
                                        + "\n")
                        + "Deploy it there, try it (./holdfast smoke " + target + "), and ./holdfast record " + target
                        + "; or tag one of the list."));
        new Release(tag, commit, found.digests()).write(file);
        var screen = holdfast.screen();
        screen.line(screen.bold(tag) + " is commit " + commit + ", which works in " + target + " since " + found.at());
        found.digests().forEach((image, digest) -> screen.line("  " + image + " " + digest));
        screen.line("  written to " + file);
        return 0;
    }
}
