package dev.holdfast.sandbox.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "status",
        description = {
            "Show what runs, and where it answers.",
            "",
            "Lists the accounts and, for each, its services with their tasks, target groups, databases and functions;"
                    + " what happened lately; and the types of resources that the cloud accepts and remembers, but that"
                    + " do nothing here."
        })
final class Status implements Callable<Integer> {
    private final Sandbox sandbox;

    @Option(names = "--json", description = "Print the cloud's own answer, for programs.")
    private boolean json;

    Status(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    @Override
    public Integer call() throws Exception {
        var terminal = sandbox.terminal();
        var address = sandbox.cloud().running();
        if (address.isEmpty()) {
            if (json) {
                print(JsonNodeFactory.instance.objectNode().put("running", false));
            } else {
                stopped(terminal);
            }
            return 0;
        }
        var answer = new CloudClient(address.get().control()).status();
        if (json) {
            print(answer);
            return 0;
        }
        terminal.line(terminal.green("cloud is running")
                + terminal.faint(" (process " + address.get().pid() + ")"));
        new StatusView(terminal).show(answer);
        return 0;
    }

    private void print(Object answer) throws IOException {
        sandbox.terminal()
                .out()
                .println(new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(answer));
    }

    /** What there is to come back. */
    private void stopped(Terminal terminal) throws IOException {
        var stacks = stacks();
        if (stacks.isEmpty()) {
            terminal.line("the cloud does not run, and holds nothing yet; ./sandbox up makes and starts one");
            return;
        }
        terminal.line("the cloud does not run; ./sandbox up <stack> starts it again, with all that it holds:");
        stacks.forEach(terminal::line);
    }

    private List<String> stacks() throws IOException {
        var folder = sandbox.workspace().state().resolve(".pulumi/stacks");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        var lines = new ArrayList<String>();
        try (var projects = Files.list(folder)) {
            for (var project : projects.sorted().toList()) {
                try (var files = Files.list(project)) {
                    for (var file : files.sorted().toList()) {
                        var name = file.getFileName().toString();
                        if (name.endsWith(".json")) {
                            lines.add(line(project.getFileName().toString(), name.replaceFirst("\\.json$", "")));
                        }
                    }
                }
            }
        }
        return lines;
    }

    private String line(String project, String stack) throws IOException {
        var state = new StackState(sandbox.workspace(), project, stack);
        return "  %-16s %d resources%s"
                .formatted(
                        stack,
                        state.size(),
                        state.output("url").map(url -> ", " + url).orElse(""));
    }
}
