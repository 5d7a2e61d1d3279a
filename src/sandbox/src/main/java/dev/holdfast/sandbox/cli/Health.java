package dev.holdfast.sandbox.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether what a stack consists of does its work. Pulumi compares only what is declared: it finds no change in a service
 * whose tasks do not come back after a start of the cloud.
 */
final class Health {
    private static final String LISTENER = "aws:lb/listener:Listener";

    private final Terminal terminal;
    private final CloudClient cloud;
    private final Duration patience;

    /**
     * @param patience how long services may take to come back
     */
    Health(Terminal terminal, CloudClient cloud, Duration patience) {
        this.terminal = terminal;
        this.cloud = cloud;
        this.patience = patience;
    }

    /**
     * Waits until all of a stack works.
     *
     * @throws Failure naming all that does not
     */
    void await(String stack) throws IOException, InterruptedException {
        var start = System.nanoTime();
        var ill = ill(stack);
        // A port that another program has does not come back by waiting.
        while (!onlyListeners(ill) && System.nanoTime() - start < patience.toNanos()) {
            terminal.replaceable(stack + ": waiting for " + StatusView.name(ill.get(0)) + ", "
                    + ill.get(0).path("problem").asText());
            Thread.sleep(300);
            ill = ill(stack);
        }
        if (!ill.isEmpty()) {
            terminal.broken(stack + ": not all of it works", Terminal.since(start));
            throw new Failure(message(stack, ill));
        }
    }

    private List<JsonNode> ill(String stack) throws IOException, InterruptedException {
        var ill = new ArrayList<JsonNode>();
        for (var resource : cloud.status().path("resources")) {
            if (resource.path("stack").asText().equals(stack)
                    && !resource.path("problem").asText().isEmpty()) {
                ill.add(resource);
            }
        }
        return ill;
    }

    private static boolean onlyListeners(List<JsonNode> ill) {
        return ill.stream().allMatch(one -> one.path("type").asText().equals(LISTENER));
    }

    private static String message(String stack, List<JsonNode> ill) {
        var lines = new ArrayList<String>();
        lines.add(stack + " is applied, but not all of it works:");
        for (var one : ill) {
            lines.add("");
            lines.add("  " + StatusView.name(one) + ": " + one.path("problem").asText());
            one.path("details").forEach(detail -> lines.add("    " + detail.asText()));
        }
        lines.add("");
        if (onlyListeners(ill)) {
            return String.join("\n", lines.subList(0, lines.size() - 1));
        }
        lines.add("./sandbox logs <service> shows what a service says, ./sandbox logs cloud what the cloud does.");
        lines.add(
                "Where files under .sandbox were damaged: .sandbox/cloud/images and .sandbox/cloud/databases/postgresql-*");
        lines.add("may be deleted after ./sandbox down, and ./sandbox up makes them again.");
        return String.join("\n", lines);
    }
}
