package dev.holdfast.enginetests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A document that says what to write into which file, and which commands to run. A block of code belongs to a file if the
 * paragraph before it says so: {@code **`path`**, a new file:}, {@code **`path`**, after the line `...`:} or
 * {@code **`path`**, instead of the line `...`:}. Blocks of {@code sh} are commands, those of {@code text} are only
 * read; where {@code On AWS:} stands before it, a block is for AWS alone.
 */
final class Recipe {
    private static final Pattern BLOCK = Pattern.compile(
            "(?ms)^## (?<heading>[^\n]+)$|^(?:\\*\\*`(?<path>[^`]+)`\\*\\*, (?<place>a new file|after the line `(?<after>[^`]+)`"
                    + "|instead of the line `(?<instead>[^`]+)`):\n\n|(?<aws>On AWS:)\n\n)?```(?<language>\\w+)\n(?<code>.*?)^```$");

    private final List<Piece> pieces = new ArrayList<>();
    private final List<Command> commands = new ArrayList<>();
    private final List<Command> onAws = new ArrayList<>();

    /** What goes into a file; {@code line} is a part of the line that it goes after or instead of. */
    private record Piece(String heading, String path, String code, String line, boolean instead) {}

    /** Commands, and the heading that they stand under. */
    private record Command(String heading, String code) {}

    /** Reads a document. */
    Recipe(Path document) {
        var heading = "";
        var found = BLOCK.matcher(read(document));
        while (found.find()) {
            if (found.group("heading") != null) {
                heading = found.group("heading");
            } else if (found.group("path") != null) {
                var instead = found.group("instead");
                var line = instead == null ? found.group("after") : instead;
                pieces.add(new Piece(heading, found.group("path"), found.group("code"), line, instead != null));
            } else if (found.group("aws") != null) {
                onAws.add(new Command(heading, found.group("code")));
            } else if (found.group("language").equals("sh")) {
                commands.add(new Command(heading, found.group("code")));
            } else if (!found.group("language").equals("text")) {
                throw new AssertionError(
                        document + " does not say which file this belongs to:\n" + found.group("code"));
            }
        }
    }

    /** How many lines go into files. */
    long lines() {
        return pieces.stream().mapToLong(piece -> piece.code().lines().count()).sum();
    }

    /** How many files are new. */
    long newFiles() {
        return pieces.stream().filter(piece -> piece.line() == null).count();
    }

    /** Writes everything into the files of a copy. */
    void writeTo(Copy copy) {
        pieces.forEach(piece -> write(piece, copy));
    }

    /** Whether anything to write stands under a heading. */
    boolean writes(String heading) {
        return pieces.stream().anyMatch(piece -> piece.heading().equals(heading));
    }

    /** Writes what stands under a heading into the files of a copy. */
    void writeTo(Copy copy, String heading) {
        var found =
                pieces.stream().filter(piece -> piece.heading().equals(heading)).toList();
        if (found.isEmpty()) {
            throw new AssertionError("nothing to write stands under '" + heading + "'");
        }
        found.forEach(piece -> write(piece, copy));
    }

    private static void write(Piece piece, Copy copy) {
        copy.write(piece.path(), piece.line() == null ? piece.code() : edited(read(copy.file(piece.path())), piece));
    }

    /** The headings under which there are commands that only AWS knows, in the document's order. */
    List<String> onAws() {
        return onAws.stream().map(Command::heading).toList();
    }

    /** The commands that stand under a heading, in the document's order. */
    String commands(String heading) {
        var found = commands.stream()
                .filter(command -> command.heading().equals(heading))
                .map(Command::code)
                .toList();
        if (found.isEmpty()) {
            throw new AssertionError("no commands stand under '" + heading + "'");
        }
        return String.join("", found);
    }

    private static String edited(String content, Piece piece) {
        var lines = content.lines().filter(line -> line.contains(piece.line())).toList();
        if (lines.size() != 1) {
            throw new AssertionError(
                    piece.path() + " has " + lines.size() + " lines with: " + piece.line() + "; it must have one");
        }
        var line = lines.get(0) + "\n";
        return content.replace(line, piece.instead() ? piece.code() : line + piece.code());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
