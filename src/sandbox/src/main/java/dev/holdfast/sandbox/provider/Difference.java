package dev.holdfast.sandbox.provider;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import pulumirpc.Provider.DiffResponse;
import pulumirpc.Provider.DiffResponse.DiffChanges;
import pulumirpc.Provider.PropertyDiff;
import pulumirpc.Provider.PropertyDiff.Kind;

/** What a change of a resource's inputs means: an update in place, or a replacement where the catalogue says so. */
record Difference(Catalogue catalogue, String token, Map<String, Object> before, Map<String, Object> after) {

    /**
     * Inputs as the last operation left them: a service that was rolled back runs another task definition than the one
     * that was asked for, and the next update asks again.
     */
    static Map<String, Object> asLeft(Map<String, Object> inputs, Map<String, Object> outputs) {
        var left = new HashMap<>(inputs);
        left.replaceAll((property, asked) -> outputs.getOrDefault(property, asked));
        return left;
    }

    /** Also a change of the provider's own tags changes a resource. */
    DiffResponse response(Object tagsBefore, Object tagsAfter) {
        var response = DiffResponse.newBuilder().setHasDetailedDiff(true).setDeleteBeforeReplace(keepsItsName());
        for (var property : catalogue.changed(token, before, after)) {
            response.addDiffs(property).putDetailedDiff(property, detail(property));
            if (replaces(property)) {
                response.addReplaces(property);
            }
        }
        if (tagsAfter != null && !tagsAfter.equals(tagsBefore)) {
            var detail = PropertyDiff.newBuilder().setKind(Kind.UPDATE).build();
            response.addDiffs("tagsAll").putDetailedDiff("tagsAll", detail);
        }
        return response.setChanges(response.getDiffsCount() > 0 ? DiffChanges.DIFF_SOME : DiffChanges.DIFF_NONE)
                .build();
    }

    private boolean replaces(String property) {
        return catalogue.type(token).replacedBy().contains(property);
    }

    /** A replacement with the name of its predecessor can only be created after the latter's deletion. */
    private boolean keepsItsName() {
        var property = catalogue.type(token).autoName();
        return property != null
                && after.containsKey(property)
                && after.get(property).equals(before.get(property))
                && !List.of(property).equals(after.get("__defaults"));
    }

    private PropertyDiff detail(String property) {
        Kind kind;
        if (!before.containsKey(property)) {
            kind = replaces(property) ? Kind.ADD_REPLACE : Kind.ADD;
        } else if (!after.containsKey(property)) {
            kind = replaces(property) ? Kind.DELETE_REPLACE : Kind.DELETE;
        } else {
            kind = replaces(property) ? Kind.UPDATE_REPLACE : Kind.UPDATE;
        }
        return PropertyDiff.newBuilder().setKind(kind).setInputDiff(true).build();
    }
}
