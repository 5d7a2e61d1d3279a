package dev.holdfast.impact;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The stateful resources that change and all that they reach, in layers: whatever depends on something is right of it. */
final class GraphNodes {
    /** More than that no page shows in a useful way; the paths are in the table, all of them. */
    static final int MOST = 1_500;

    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final Map<String, Operation> operations;

    /** A resource in the graph. */
    static final class Node {
        final int id;
        final String urn;
        final Optional<Operation> operation;
        final Set<Node> from = new LinkedHashSet<>();
        final List<List<Node>> paths = new ArrayList<>();
        boolean root;
        int layer;
        double place;

        private Node(int id, String urn, Optional<Operation> operation) {
            this.id = id;
            this.urn = urn;
            this.operation = operation;
        }
    }

    private GraphNodes(Map<String, Operation> operations) {
        this.operations = operations;
    }

    /** Of what one stack's update reaches. */
    static GraphNodes of(StackImpact stack) {
        var operations = stack.changes().stream()
                .collect(Collectors.toMap(ResourceChange::urn, ResourceChange::operation, (first, second) -> first));
        var graph = new GraphNodes(operations);
        stack.ripples().forEach(graph::add);
        graph.layers();
        graph.order();
        return graph;
    }

    private void add(Ripple ripple) {
        if (nodes.size() >= MOST) {
            return;
        }
        node(ripple.urn()).root = true;
        for (var reached : ripple.reached()) {
            if (nodes.size() + reached.path().size() > MOST) {
                return;
            }
            var path = reached.path().stream().map(this::node).toList();
            for (var step = 1; step < path.size(); step++) {
                path.get(step).from.add(path.get(step - 1));
            }
            node(reached.urn()).paths.add(path);
        }
    }

    private Node node(String urn) {
        return nodes.computeIfAbsent(
                urn, unknown -> new Node(nodes.size(), unknown, Optional.ofNullable(operations.get(unknown))));
    }

    /** One layer further than all it depends on; where the dependencies ran in a circle, the rounds end it. */
    private void layers() {
        var moved = true;
        for (var round = 0; moved && round < nodes.size(); round++) {
            moved = false;
            for (var node : nodes.values()) {
                for (var before : node.from) {
                    if (node.layer <= before.layer) {
                        node.layer = before.layer + 1;
                        moved = true;
                    }
                }
            }
        }
    }

    /** Each beside what it depends on, so that few lines cross. */
    private void order() {
        nodes.values().forEach(node -> node.place = node.id);
        for (var layer : layersOfNodes()) {
            layer.forEach(node -> node.place = node.from.stream()
                    .mapToDouble(before -> before.place)
                    .average()
                    .orElse(node.place));
            var sorted = layer.stream()
                    .sorted(Comparator.comparingDouble(node -> node.place))
                    .toList();
            for (var index = 0; index < sorted.size(); index++) {
                sorted.get(index).place = index;
            }
        }
    }

    /** The nodes of each layer, from the left, in their order. */
    List<List<Node>> layersOfNodes() {
        var layers = new TreeMap<Integer, List<Node>>();
        nodes.values()
                .forEach(node -> layers.computeIfAbsent(node.layer, unused -> new ArrayList<>())
                        .add(node));
        return layers.values().stream()
                .map(layer -> layer.stream()
                        .sorted(Comparator.comparingDouble(node -> node.place))
                        .toList())
                .toList();
    }

    Collection<Node> all() {
        return nodes.values();
    }
}
