package dev.holdfast.sandbox.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Shows the answer of the cloud's GET /status. */
final class StatusView {
    /** What a person looks for first comes first; the rest follows in the order of its types. */
    private static final List<String> ORDER = List.of("service", "targetGroup", "instance", "function");

    private static final int KIND = 24;
    private static final int NAME = 34;

    private final Terminal terminal;

    StatusView(Terminal terminal) {
        this.terminal = terminal;
    }

    void show(JsonNode status) {
        var names = accounts(status.path("accounts"));
        byAccount(status.path("resources")).forEach((account, resources) -> {
            terminal.title(names.getOrDefault(account, "account " + account));
            resources.forEach(this::resource);
        });
        events(status.path("events"), names);
        if (!status.path("urls").isEmpty()) {
            terminal.title("Answers at");
            status.path("urls").forEach(url -> terminal.line("  " + url.asText()));
        }
        if (!status.path("withoutBehaviour").isEmpty()) {
            terminal.title("Accepted and remembered, but without behaviour here");
            terminal.wrapped(stream(status.path("withoutBehaviour"))
                    .map(type -> kind(type.asText()))
                    .collect(Collectors.joining(", ")));
        }
    }

    private Map<String, String> accounts(JsonNode accounts) {
        var names = new TreeMap<String, String>();
        if (!accounts.isEmpty()) {
            terminal.title("Accounts");
            stream(accounts)
                    .sorted(Comparator.comparing(account -> account.path("name").asText()))
                    .forEach(account -> {
                        var id = account.path("id").asText();
                        var name = account.path("name").asText();
                        names.put(id, name);
                        var unit = terminal.faint(account.path("ou").asText());
                        terminal.line("  %-14s %-14s %s".formatted(name, id, unit));
                    });
        }
        return names;
    }

    /** Those resources that the cloud gives a state, by account. */
    private static Map<String, List<JsonNode>> byAccount(JsonNode resources) {
        var found = new LinkedHashMap<String, List<JsonNode>>();
        stream(resources)
                .filter(resource -> !resource.path("state").asText().isBlank())
                .sorted(Comparator.comparing(StatusView::rank))
                .forEach(resource -> found.computeIfAbsent(
                                resource.path("account").asText(), account -> new ArrayList<>())
                        .add(resource));
        return found;
    }

    private static int rank(JsonNode resource) {
        var kind = kind(resource.path("type").asText());
        var rank = ORDER.indexOf(kind.substring(kind.indexOf(' ') + 1));
        return rank < 0 ? ORDER.size() : rank;
    }

    private void resource(JsonNode resource) {
        var kind = kind(resource.path("type").asText());
        var name = name(resource);
        var problem = resource.path("problem").asText();
        var state = problem.isEmpty() ? resource.path("state").asText() : terminal.red(problem);
        var head = "  %-" + KIND + "s %-" + NAME + "s ";
        if (terminal.columns() < KIND + NAME + 40) {
            terminal.line("  " + kind + " " + name);
            terminal.line("    " + state);
        } else {
            terminal.line(head.formatted(kind, name) + state);
        }
        resource.path("details").forEach(detail -> {
            var text = detail.asText();
            var good = text.endsWith("healthy") && !text.contains("not healthy");
            terminal.line("    " + (good ? terminal.faint(text) : terminal.yellow(text)));
        });
    }

    private void events(JsonNode events, Map<String, String> names) {
        if (events.isEmpty()) {
            return;
        }
        terminal.title("Happened lately");
        events.forEach(event -> {
            var account = event.path("account").asText();
            var where = account.isEmpty() ? "" : names.getOrDefault(account, account) + ": ";
            terminal.line("  " + terminal.faint(event.path("at").asText()) + " " + where
                    + event.path("subject").asText() + " " + event.path("what").asText());
        });
    }

    /** What a person calls a resource; {@code listener/app/public} for an ARN, whose beginning and random ends say nothing to a person. */
    static String name(JsonNode resource) {
        var name = resource.path("name").asText();
        return name.startsWith("arn:")
                ? name.substring(name.lastIndexOf(':') + 1).replaceAll("/[0-9a-f]{16}", "")
                : name;
    }

    /** {@code rds instance} for {@code aws:rds/instance:Instance}. */
    private static String kind(String type) {
        var parts = type.split(":");
        return parts.length == 3 ? parts[1].replace("/", " ") : type;
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
