package dev.holdfast.sandbox.cli;

import dev.holdfast.sandbox.cloud.Damaged;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** What an exception means to a person. A stack trace means nothing to one, so it goes to a file. */
final class Explanation {
    private Explanation() {}

    /** What went wrong, and what to do. */
    static String of(Throwable failure, Workspace workspace) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Failure || cause instanceof Damaged) {
                return cause.getMessage();
            }
            if (cause instanceof AccessDeniedException denied) {
                return denied(denied, workspace);
            }
            if (cause instanceof IOException && DiskSpace.isOver(cause.getMessage())) {
                return DiskSpace.over(workspace, cause.getMessage());
            }
        }
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof FileSystemException problem && problem.getFile() != null) {
                return problem.getFile() + ": " + reason(problem);
            }
        }
        return unexpected(failure, workspace);
    }

    private static String denied(AccessDeniedException denied, Workspace workspace) {
        var file = Path.of(denied.getFile());
        var user = System.getProperty("user.name");
        return "no permission for " + file + owner(file) + "; you are " + user
                + ".\nRun ./sandbox as its owner, or make it yours: sudo chown -R " + user + " "
                + workspace.directory();
    }

    private static String owner(Path file) {
        for (var place = file; place != null; place = place.getParent()) {
            try {
                return ", which belongs to " + Files.getOwner(place).getName();
            } catch (IOException e) {
                // The folder that it is in may be asked.
                continue;
            }
        }
        return "";
    }

    private static String reason(FileSystemException problem) {
        return problem.getReason() == null
                ? problem.getClass()
                        .getSimpleName()
                        .replace("Exception", "")
                        .replaceAll("([a-z])([A-Z])", "$1 $2")
                        .toLowerCase(Locale.ROOT)
                : problem.getReason();
    }

    private static String unexpected(Throwable failure, Workspace workspace) {
        var trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace, true));
        var file = workspace.directory().resolve("failure.log");
        try {
            Workspace.write(file, trace.toString());
            return "the sandbox itself failed: " + failure + "\nPlease report this with " + file;
        } catch (IOException e) {
            return "the sandbox itself failed: " + failure + "\nat " + failure.getStackTrace()[0];
        }
    }
}
