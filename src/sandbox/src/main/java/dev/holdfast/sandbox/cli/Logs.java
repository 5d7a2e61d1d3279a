package dev.holdfast.sandbox.cli;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "logs",
        description = {
            "Show what a service or function says, in all environments.",
            "",
            "Each line begins with its time, log group and stream. `./sandbox logs cloud` shows what the cloud itself says."
        })
final class Logs implements Callable<Integer> {
    private static final String OWN = "cloud";

    private final Sandbox sandbox;

    @Parameters(paramLabel = "<service>", description = "What the log group's name contains, for example api.")
    private String service;

    @Option(names = "--follow", description = "Go on with new lines, until Ctrl-C.")
    private boolean follow;

    @Option(
            names = "--tail",
            paramLabel = "<n>",
            defaultValue = "100",
            description = "How many lines to begin with; ${DEFAULT-VALUE} if it is not said.")
    private int tail;

    /** A stream's file, and how much of it was read. */
    private record Line(String time, String stream, String text) {}

    private final Map<Path, Long> read = new HashMap<>();

    Logs(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    @Override
    public Integer call() throws Exception {
        if (streams().isEmpty() && !follow) {
            throw new Failure("nothing was logged by '" + service + "' yet; ./sandbox status shows what runs");
        }
        var lines = unread();
        show(lines.subList(Math.max(0, lines.size() - tail), lines.size()));
        while (follow) {
            Thread.sleep(300);
            show(unread());
        }
        return 0;
    }

    private void show(List<Line> lines) {
        var terminal = sandbox.terminal();
        for (var line : lines) {
            terminal.out()
                    .println(
                            line.stream().isEmpty()
                                    ? line.text()
                                    : terminal.faint(line.time() + " " + line.stream()) + " " + line.text());
        }
        terminal.out().flush();
    }

    /** All whole lines that the streams got since they were last read, in the order of their times. */
    private List<Line> unread() throws IOException {
        var lines = new ArrayList<Line>();
        for (var stream : streams().entrySet()) {
            for (var text : unread(stream.getKey())) {
                var space = text.indexOf(' ');
                lines.add(
                        stream.getValue().isEmpty() || space < 0
                                ? new Line("", stream.getValue(), text)
                                : new Line(text.substring(0, space), stream.getValue(), text.substring(space + 1)));
            }
        }
        // Stable, so that lines of one time stay in their stream's order.
        lines.sort(Comparator.comparing(Line::time));
        return lines;
    }

    private List<String> unread(Path file) throws IOException {
        try (var stream = new RandomAccessFile(file.toFile(), "r")) {
            long from = read.getOrDefault(file, 0L);
            stream.seek(from);
            var bytes = new byte[Math.toIntExact(stream.length() - from)];
            stream.readFully(bytes);
            var end = bytes.length;
            while (end > 0 && bytes[end - 1] != '\n') {
                end--;
            }
            read.put(file, from + end);
            return new String(bytes, 0, end, StandardCharsets.UTF_8).lines().toList();
        }
    }

    /** The streams' files, and what their lines are shown with. */
    private Map<Path, String> streams() throws IOException {
        var site = sandbox.workspace().site();
        var logs = site.directory().resolve("cloud").resolve("logs");
        var found = new HashMap<Path, String>();
        if (service.equals(OWN)) {
            if (Files.exists(site.log())) {
                found.put(site.log(), "");
            }
        } else if (Files.isDirectory(logs)) {
            try (var files = Files.walk(logs)) {
                files.filter(Files::isRegularFile).forEach(file -> {
                    var name = logs.relativize(file).toString();
                    // Without the account's number, which the log group's name makes superfluous.
                    var stream = name.substring(name.indexOf('/') + 1).replaceFirst("\\.log$", "");
                    var group = stream.contains("/") ? stream.substring(0, stream.lastIndexOf('/')) : stream;
                    if (List.of(group.split("/")).contains(service)) {
                        found.put(file, stream);
                    }
                });
            }
        }
        return found;
    }
}
