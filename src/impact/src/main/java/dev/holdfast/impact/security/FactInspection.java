package dev.holdfast.impact.security;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.impact.SecurityChange;
import java.util.List;
import java.util.Set;

/** An inspection of what holds of a resource by itself, so that before and after are compared as sets. */
interface FactInspection extends Inspection {
    /**
     * What holds of it.
     *
     * @param inputs before or after; never missing
     */
    Set<Fact> facts(Compared resource, JsonNode inputs, Referents referents);

    @Override
    default List<SecurityChange> inspect(Compared resource, Referents referents) {
        return Fact.compare(
                resource.urn(), of(resource, resource.before(), referents), of(resource, resource.after(), referents));
    }

    private Set<Fact> of(Compared resource, JsonNode inputs, Referents referents) {
        return inputs.isMissingNode() ? Set.of() : facts(resource, inputs, referents);
    }
}
