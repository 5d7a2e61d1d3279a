package dev.holdfast.impact;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the page draws of one stack: boxes in columns, and lines from what changes to what depends on it. Where there are
 * many, those of one type in one component are one box, which opens; then the page's script places them anew by the same rule.
 *
 * @param stack its name
 * @param boxes those of a column from above, the columns from the left; a group comes right before its members
 * @param lines between the boxes that are shown at first
 * @param width of the picture, in pixels
 * @param height of it
 * @param complete whether all that is reached is in it
 */
record Graph(String stack, List<Box> boxes, List<Line> lines, int width, int height, boolean complete) {
    static final int WIDTH = 192;
    static final int HEIGHT = 48;
    static final int COLUMN = 234;
    static final int ROW = 60;
    static final int MARGIN = 12;

    /** Up to that many boxes are drawn one by one. */
    private static final int COLLAPSED_ABOVE = 30;

    private static final int SMALLEST_GROUP = 3;

    /**
     * A resource, or a group of them.
     *
     * @param id unique in the page
     * @param column from the left
     * @param tone the operation, for its colour
     * @param group the box that hides this one; empty if none does
     * @param members how many it hides; 0 for a resource
     * @param from the boxes that it depends on, separated by spaces
     * @param paths the boxes on the ways to it, separated by spaces, and the ways by bars
     */
    record Box(
            String id,
            int column,
            int y,
            String tone,
            boolean stateful,
            String name,
            String type,
            String description,
            String group,
            int members,
            String from,
            String paths) {
        int x() {
            return MARGIN + column * COLUMN;
        }

        /** The operation as Pulumi marks it, for who sees no colours. */
        String sign() {
            return switch (tone) {
                case "created" -> "+";
                case "updated" -> "~";
                case "replaced" -> "±";
                case "deleted" -> "−";
                case "imported" -> "=";
                case "forgotten" -> "?";
                default -> "";
            };
        }

        private Box at(int height) {
            return new Box(id, column, height, tone, stateful, name, type, description, group, members, from, paths);
        }
    }

    /** From the right side of a box to the left side of another one. */
    record Line(String from, String to, String path) {}

    Graph {
        boxes = List.copyOf(boxes);
        lines = List.copyOf(lines);
    }

    /** @param prefix of the boxes' ids */
    static Graph of(StackImpact stack, String prefix) {
        var nodes = GraphNodes.of(stack);
        var layers = nodes.layersOfNodes();
        var collapse = nodes.all().size() > COLLAPSED_ABOVE;
        var columns = new ArrayList<List<Box>>();
        for (var column = 0; column < layers.size(); column++) {
            columns.add(column(layers.get(column), column, prefix, collapse));
        }
        var rows = columns.stream()
                .mapToInt(column -> (int)
                        column.stream().filter(box -> box.group().isEmpty()).count())
                .max()
                .orElse(0);
        var placed = columns.stream().flatMap(column -> place(column).stream()).toList();
        var reached = stack.ripples().stream()
                .flatMap(ripple -> ripple.reached().stream())
                .map(Ripple.Reached::urn)
                .collect(Collectors.toSet());
        var drawn = nodes.all().stream().map(node -> node.urn).collect(Collectors.toSet());
        return new Graph(
                stack.stack(),
                placed,
                lines(placed),
                2 * MARGIN + Math.max(0, columns.size() - 1) * COLUMN + WIDTH,
                2 * MARGIN + Math.max(0, rows - 1) * ROW + HEIGHT,
                drawn.containsAll(reached));
    }

    private static List<Box> column(List<GraphNodes.Node> layer, int column, String prefix, boolean collapse) {
        var kinds = new LinkedHashMap<String, List<GraphNodes.Node>>();
        for (var node : layer) {
            var label = ResourceLabel.of(node.urn);
            kinds.computeIfAbsent(label.component() + " " + label.type(), unused -> new ArrayList<>())
                    .add(node);
        }
        var boxes = new ArrayList<Box>();
        var grouped = new LinkedHashSet<String>();
        for (var node : layer) {
            var label = ResourceLabel.of(node.urn);
            var kind = label.component() + " " + label.type();
            var members = kinds.get(kind);
            if (!collapse || members.size() < SMALLEST_GROUP) {
                boxes.add(box(node, column, prefix, ""));
            } else if (grouped.add(kind)) {
                var group = prefix + "group" + members.get(0).id;
                boxes.add(group(members, label, column, group));
                members.forEach(member -> boxes.add(box(member, column, prefix, group)));
            }
        }
        return boxes;
    }

    private static Box box(GraphNodes.Node node, int column, String prefix, String group) {
        var label = ResourceLabel.of(node.urn);
        var tone = tone(node);
        var type = label.type();
        var description = label.name() + (type.isEmpty() ? "" : ", " + type) + ", " + tone
                + (label.component().isEmpty() ? "" : ", in " + label.component());
        return new Box(
                prefix + node.id,
                column,
                0,
                tone,
                node.root,
                label.name(),
                type,
                description,
                group,
                0,
                ids(node.from, prefix),
                node.paths.stream().map(path -> ids(path, prefix)).collect(Collectors.joining("|")));
    }

    private static Box group(List<GraphNodes.Node> members, ResourceLabel label, int column, String id) {
        var name = members.size() + " × " + label.type();
        var place = label.component().isEmpty() ? "" : "in " + label.component();
        var tone = List.of("deleted", "replaced", "forgotten", "updated", "imported", "created").stream()
                .filter(worst ->
                        members.stream().anyMatch(member -> tone(member).equals(worst)))
                .findFirst()
                .orElse("unchanged");
        var stateful = members.stream().anyMatch(member -> member.root);
        return new Box(id, column, 0, tone, stateful, name, place, name + " " + place, "", members.size(), "", "");
    }

    private static String tone(GraphNodes.Node node) {
        return node.operation.map(Wording::past).orElse("unchanged");
    }

    private static String ids(Collection<GraphNodes.Node> nodes, String prefix) {
        return nodes.stream().map(node -> prefix + node.id).collect(Collectors.joining(" "));
    }

    private static List<Box> place(List<Box> column) {
        var placed = new ArrayList<Box>();
        var row = 0;
        for (var box : column) {
            placed.add(box.at(MARGIN + row * ROW));
            row += box.group().isEmpty() ? 1 : 0;
        }
        return placed;
    }

    private static List<Line> lines(List<Box> boxes) {
        var shown = new HashMap<String, Box>();
        boxes.forEach(box -> shown.put(box.id(), box));
        var lines = new LinkedHashMap<String, Line>();
        for (var box : boxes) {
            for (var from : box.from().isEmpty() ? new String[0] : box.from().split(" ")) {
                var start = shownFor(shown.get(from), shown);
                var end = shownFor(box, shown);
                lines.putIfAbsent(start.id() + " " + end.id(), new Line(start.id(), end.id(), path(start, end)));
            }
        }
        return List.copyOf(lines.values());
    }

    private static Box shownFor(Box box, Map<String, Box> boxes) {
        return box.group().isEmpty() ? box : boxes.get(box.group());
    }

    private static String path(Box start, Box end) {
        var left = start.x() + WIDTH;
        var right = end.x();
        var middle = (left + right) / 2;
        var from = start.y() + HEIGHT / 2;
        var to = end.y() + HEIGHT / 2;
        return "M" + left + " " + from + "C" + middle + " " + from + " " + middle + " " + to + " " + right + " " + to;
    }
}
