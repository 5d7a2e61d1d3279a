package dev.holdfast.sandbox.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;

@Command(
        name = "status",
        description = {
            "Show what runs, and where it answers.",
            "",
            "Lists the accounts, the resources that have a behaviour here, such as services and databases, with their"
                    + " state, and the types of those that the cloud only remembers."
        })
final class Status implements Callable<Integer> {
    private final Sandbox sandbox;

    Status(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    @Override
    public Integer call() throws Exception {
        var terminal = sandbox.terminal();
        var address = sandbox.cloud().running();
        if (address.isEmpty()) {
            terminal.line("the cloud does not run; ./sandbox up starts it");
            return 0;
        }
        terminal.line(terminal.green("cloud is running")
                + terminal.faint(" (process " + address.get().pid() + ")"));
        render(new CloudClient(address.get().control()).status(), terminal);
        return 0;
    }

    /** Shows the answer of the cloud's GET /status. */
    static void render(JsonNode status, Terminal terminal) {
        var names = new TreeMap<String, String>();
        if (!status.path("accounts").isEmpty()) {
            terminal.title("Accounts");
            for (var account : sorted(status.path("accounts"))) {
                names.put(account.path("id").asText(), account.path("name").asText());
                terminal.line("  %-14s %-14s %s"
                        .formatted(
                                account.path("name").asText(),
                                account.path("id").asText(),
                                terminal.faint(account.path("ou").asText())));
            }
        }
        byAccount(status.path("resources")).forEach((account, resources) -> {
            terminal.title(names.getOrDefault(account, "account " + account));
            resources.forEach(terminal::line);
        });
        if (!status.path("urls").isEmpty()) {
            terminal.title("Answers at");
            status.path("urls").forEach(url -> terminal.line("  " + url.asText()));
        }
        if (!status.path("withoutBehaviour").isEmpty()) {
            var types = StreamSupport.stream(status.path("withoutBehaviour").spliterator(), false)
                    .map(type -> kind(type.asText()))
                    .collect(Collectors.joining(", "));
            terminal.title("Accepted and remembered, but without behaviour here");
            terminal.wrapped(types);
        }
    }

    /** The lines of those resources that the cloud gives a state, by account. */
    private static Map<String, List<String>> byAccount(JsonNode resources) {
        var lines = new LinkedHashMap<String, List<String>>();
        for (var resource : resources) {
            var state = resource.path("state").asText();
            if (!state.isBlank()) {
                lines.computeIfAbsent(resource.path("account").asText(), account -> new ArrayList<>())
                        .add("  %-28s %-28s %s"
                                .formatted(
                                        kind(resource.path("type").asText()),
                                        unqualified(resource.path("name").asText()),
                                        state));
            }
        }
        return lines;
    }

    private static List<JsonNode> sorted(JsonNode accounts) {
        return StreamSupport.stream(accounts.spliterator(), false)
                .sorted(Comparator.comparing(account -> account.path("name").asText()))
                .toList();
    }

    /** {@code listener/app/public/50dc6c} for an ARN, whose beginning says nothing that is not said elsewhere. */
    private static String unqualified(String name) {
        return name.startsWith("arn:") ? name.substring(name.lastIndexOf(':') + 1) : name;
    }

    /** {@code rds instance} for {@code aws:rds/instance:Instance}. */
    private static String kind(String type) {
        var parts = type.split(":");
        return parts.length == 3 ? parts[1].replace("/", " ") : type;
    }
}
