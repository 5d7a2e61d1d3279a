package dev.holdfast.operator.preflight;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.operator.Screen;
import java.util.List;
import java.util.Locale;

/**
 * All findings, by area, for a person or for a program.
 *
 * @param stack which stack it is about
 * @param areas in the order in which a person goes through them
 * @param estimate what an update costs and takes
 */
record Checklist(String stack, List<Area> areas, Estimate estimate) {
    /** Findings that belong together. */
    record Area(String name, List<Finding> findings) {
        Area {
            findings = List.copyOf(findings);
        }
    }

    Checklist {
        areas = List.copyOf(areas);
    }

    boolean blocks() {
        return count(Verdict.BLOCKS) > 0;
    }

    long count(Verdict verdict) {
        return areas.stream()
                .flatMap(area -> area.findings().stream())
                .filter(finding -> finding.verdict() == verdict)
                .count();
    }

    void show(Screen screen) {
        screen.line(screen.bold("Before the first `pulumi up` of the stack " + stack + " on AWS"));
        for (var area : areas) {
            screen.line("");
            screen.line(screen.bold(area.name()));
            area.findings().forEach(finding -> show(finding, screen));
        }
        screen.line("");
        estimate.show(screen);
        screen.line("");
        screen.line(summary(screen));
    }

    private static void show(Finding finding, Screen screen) {
        var sign = finding.verdict().sign(screen.unicode());
        var coloured = switch (finding.verdict()) {
            case FINE -> screen.green(sign);
            case BLOCKS -> screen.red(sign);
            case ADVICE, UNKNOWN -> screen.yellow(sign);
            case BY_HAND -> sign;
        };
        var rows = screen.rows(finding.subject() + ": " + finding.text(), screen.columns() - 5);
        screen.line("  " + coloured + (sign.length() < 2 ? "  " : " ") + rows.get(0));
        rows.stream().skip(1).forEach(row -> screen.line("     " + row));
        // Not broken, so that a command can be copied.
        var arrow = screen.unicode() ? "→ " : "> ";
        finding.next().lines().forEach(line -> screen.line("     " + screen.faint(arrow + line)));
    }

    private String summary(Screen screen) {
        var blocking = count(Verdict.BLOCKS);
        var unknown = count(Verdict.UNKNOWN);
        var rest = count(Verdict.ADVICE) + " to look at, " + count(Verdict.BY_HAND) + " by hand"
                + (unknown == 0 ? "" : ", " + unknown + " could not be asked");
        return blocking == 0
                ? screen.green("Nothing blocks") + "; " + rest + "."
                : screen.red(blocking == 1 ? "1 thing blocks" : blocking + " things block") + "; " + rest + ".";
    }

    String json() {
        var mapper = new ObjectMapper();
        var root = mapper.createObjectNode();
        root.put("stack", stack).put("blocked", blocks());
        var findings = root.putArray("findings");
        areas.forEach(area -> area.findings().forEach(finding -> add(findings, area, finding)));
        root.set("estimate", estimate.json(mapper));
        try {
            return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree that Jackson made is no JSON", e);
        }
    }

    private static ObjectNode add(ArrayNode findings, Area area, Finding finding) {
        return findings.addObject()
                .put("area", area.name())
                .put("subject", finding.subject())
                .put(
                        "verdict",
                        finding.verdict().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .put("text", finding.text())
                .put("next", finding.next());
    }
}
