package dev.holdfast.operator.notes;

import static dev.holdfast.impact.MarkdownText.code;
import static dev.holdfast.impact.MarkdownText.prose;

import dev.holdfast.impact.Impact;
import dev.holdfast.impact.StackImpact;
import dev.holdfast.operator.notes.History.Commit;
import dev.holdfast.operator.notes.History.Difference;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a release says of itself, in Markdown.
 *
 * @param tag the release's
 * @param commit what it is a tag of
 * @param before the release before it
 * @param commits since then, the newest first
 * @param migrations files of migrations that differ
 * @param digests of the images, by service
 * @param impact what its deployment does, if a report is there
 */
record ReleaseNotes(
        String tag,
        String commit,
        Optional<String> before,
        List<Commit> commits,
        List<Difference> migrations,
        Map<String, String> digests,
        Optional<Impact> impact) {
    private static final int NAME = 200;
    private static final int TEXT = 500;

    /** The number that GitHub puts behind the subject of a squashed pull request. */
    private static final Pattern PULL_REQUEST = Pattern.compile("(.*) \\((#\\d+)\\)");

    /** As Flyway reads them. */
    private static final Pattern MIGRATION = Pattern.compile("V([^/]+?)__([^/]+)\\.sql");

    String markdown() {
        var sections = new ArrayList<String>();
        sections.add(prose(tag, NAME) + " is commit " + code(commit, NAME)
                + before.map(earlier -> ", " + count(commits.size(), "commit") + " after " + prose(earlier, NAME))
                        .orElse(", the first release, of " + count(commits.size(), "commit"))
                + ".");
        section(
                sections,
                "What changed",
                commits.stream().map(ReleaseNotes::line).toList());
        section(
                sections,
                "Migrations of the database",
                migrations.stream().map(ReleaseNotes::line).toList());
        section(
                sections,
                "Images",
                digests.entrySet().stream()
                        .map(image -> "- " + prose(image.getKey(), NAME) + ": " + code(image.getValue(), NAME))
                        .toList());
        section(
                sections,
                "What the deployment does",
                impact.stream()
                        .flatMap(whole -> whole.stacks().stream())
                        .map(ReleaseNotes::line)
                        .toList());
        section(
                sections,
                "What the gate let through because it was approved",
                impact.stream()
                        .flatMap(whole -> whole.stacks().stream())
                        .flatMap(stack -> stack.approvals().stream())
                        .map(approved -> "- " + prose(approved.operation(), NAME) + " " + code(approved.urn(), TEXT)
                                + ", until " + approved.expires() + ": " + prose(approved.reason(), TEXT))
                        .toList());
        return String.join("\n\n", sections) + "\n";
    }

    private static void section(List<String> sections, String title, List<String> lines) {
        if (!lines.isEmpty()) {
            sections.add("## " + title + "\n\n" + String.join("\n", lines));
        }
    }

    private static String line(Commit commit) {
        var squashed = PULL_REQUEST.matcher(commit.subject());
        var subject = squashed.matches()
                ? prose(squashed.group(1), TEXT) + " (" + squashed.group(2) + ")"
                : prose(commit.subject(), TEXT);
        return "- " + subject + " – " + prose(commit.author(), NAME) + ", " + code(commit.id(), NAME);
    }

    private static String line(Difference file) {
        var name = file.path().substring(file.path().lastIndexOf('/') + 1);
        var migration = MIGRATION.matcher(name);
        var what = migration.matches()
                ? "V" + prose(migration.group(1), NAME) + ": "
                        + prose(migration.group(2).replace('_', ' '), NAME)
                : code(name, NAME);
        return "- " + what
                + switch (file.status()) {
                    case 'A' -> "";
                    case 'D' -> " – **removed since the release before**";
                    default -> " – **changed since the release before**";
                };
    }

    private static String line(StackImpact stack) {
        var difference = stack.cost().difference();
        return "- " + prose(stack.stack(), NAME) + ": " + count(stack.changes().size(), "resource") + " of "
                + (stack.changes().size() + stack.unchanged()) + " change; "
                + String.format(
                        Locale.ROOT,
                        "%+,.2f USD a month, to %,.2f",
                        difference,
                        stack.cost().after());
    }

    private static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
