package dev.holdfast.sandbox.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashSet;
import java.util.Set;

/** The entries of the lists in a JSON answer: the data that a user would miss. */
record Entries(Set<JsonNode> all) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Of a page, or anything else that is no JSON, there are none. */
    static Entries of(String body) {
        var all = new HashSet<JsonNode>();
        try {
            collect(JSON.readTree(body), all);
        } catch (JsonProcessingException e) {
            all.clear();
        }
        return new Entries(all);
    }

    /** How many entries a later answer lacks. As many as are new there may have been pushed out by them. */
    int missingIn(Entries later) {
        var gone = all.stream().filter(one -> !later.all.contains(one)).count();
        var added = later.all.stream().filter(one -> !all.contains(one)).count();
        return (int) Math.max(0, gone - added);
    }

    private static void collect(JsonNode node, Set<JsonNode> all) {
        if (node.isArray()) {
            node.forEach(all::add);
        } else {
            node.forEach(child -> collect(child, all));
        }
    }
}
