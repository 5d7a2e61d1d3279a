package dev.holdfast.impact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Where a property is, as the engine writes it: {@code ingress[0].cidrBlocks}, {@code tags["kubernetes.io/name"]}.
 *
 * @param segments names of properties, and indexes of lists
 */
record PropertyPath(List<String> segments) {
    private static final Pattern SEGMENT = Pattern.compile("\\[\"((?:[^\"\\\\]|\\\\.)*)\"]|\\[(\\d+)]|([^.\\[]+)");

    PropertyPath {
        segments = List.copyOf(segments);
    }

    static PropertyPath of(String path) {
        var segments = new ArrayList<String>();
        var matcher = SEGMENT.matcher(path);
        while (matcher.find()) {
            var quoted = matcher.group(1);
            segments.add(
                    quoted != null
                            ? quoted.replaceAll("\\\\(.)", "$1")
                            : matcher.group(2) != null ? matcher.group(2) : matcher.group(3));
        }
        return new PropertyPath(segments);
    }

    String root() {
        return segments.isEmpty() ? "" : segments.get(0);
    }

    /** What is there; a secret, if it is in one; a missing node, if nothing is. */
    JsonNode in(JsonNode root) {
        var node = root;
        for (var segment : segments) {
            if (Concealment.SECRET.equals(node)) {
                return node;
            }
            node = node.isArray() ? element(node, segment) : node.path(segment);
        }
        return node;
    }

    private static JsonNode element(JsonNode list, String segment) {
        return segment.chars().allMatch(Character::isDigit) && segment.length() < 9
                ? list.path(Integer.parseInt(segment))
                : MissingNode.getInstance();
    }
}
