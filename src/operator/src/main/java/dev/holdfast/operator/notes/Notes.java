package dev.holdfast.operator.notes;

import dev.holdfast.impact.Impact;
import dev.holdfast.impact.JsonReport;
import dev.holdfast.operator.Holdfast;
import dev.holdfast.operator.promotion.Release;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "notes",
        description = {
            "Print the notes of a release in Markdown: commits and migrations since the release before it, the images'"
                    + " digests, what its deployment does, and what the gate let through because it was approved.",
            "",
            "It only reads: the clone's history, and the files that are named."
        })
public final class Notes implements Callable<Integer> {
    static final String MIGRATIONS = "src/services/migrations/src/main/resources/db/migration";

    private final Holdfast holdfast;

    @Parameters(paramLabel = "<tag>", description = "The release's tag.")
    private String tag;

    @Option(
            names = "--from",
            paramLabel = "<tag>",
            description = "The release before; without, the nearest tag release-* among the ancestors.")
    private String from;

    @Option(names = "--report", paramLabel = "<dir>", description = "The folder that `preview --report` wrote.")
    private Path report;

    @Option(names = "--release", paramLabel = "<file>", description = "The release.json that `release` wrote.")
    private Path release;

    public Notes(Holdfast holdfast) {
        this.holdfast = holdfast;
    }

    @Override
    public Integer call() throws IOException {
        var history = new History(holdfast.root(), holdfast.environment());
        var commit = history.commit(tag);
        var before = Optional.ofNullable(from).or(() -> history.releaseBefore(commit));
        var start = before.map(history::commit);
        var notes = new ReleaseNotes(
                tag,
                commit,
                before,
                history.commits(start, commit),
                history.differences(start, commit, MIGRATIONS),
                digests(commit),
                impact());
        holdfast.screen().out().print(notes.markdown());
        return 0;
    }

    private Map<String, String> digests(String commit) throws IOException {
        if (release == null) {
            return Map.of();
        }
        var read = Release.read(release);
        if (!read.commit().equals(commit)) {
            throw new IllegalArgumentException(release + " is of commit " + read.commit() + ", and " + tag + " is "
                    + commit + "; `./holdfast release " + tag + "` writes the right one");
        }
        return new TreeMap<>(read.digests());
    }

    private Optional<Impact> impact() throws IOException {
        if (report == null) {
            return Optional.empty();
        }
        var file = report.resolve("impact.json");
        if (!Files.exists(file)) {
            throw new IllegalArgumentException(
                    "there is no " + file + "; `./holdfast preview <stack> --report " + report + "` writes it");
        }
        return Optional.of(JsonReport.read(Files.readString(file)).impact());
    }
}
