package dev.holdfast.workload;

import com.pulumi.resources.StackReference;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What this stack's last update said in its outputs: what is decided once, and then stays.
 *
 * @param expires until when a review stack is wanted
 * @param deployment the record of the deployment, by its fields
 * @param green the deployments that were found to work, newest first
 */
record PreviousUpdate(Optional<LocalDate> expires, Map<String, String> deployment, List<Green> green) {
    /** The stack's output that says when a review stack expires. */
    static final String EXPIRES = "expires";

    /** The stack's output that is the record of the deployment. */
    static final String DEPLOYMENT = "deployment";

    /** The stack's output that lists the deployments that were found to work. */
    static final String GREEN = "green";

    /** Before the first update. */
    static final PreviousUpdate NONE = new PreviousUpdate(Optional.empty(), Map.of(), List.of());

    PreviousUpdate {
        deployment = Map.copyOf(deployment);
        green = List.copyOf(green);
    }

    /** Reads this very stack's outputs: a reference gives those of the last update until this one has ended. */
    static PreviousUpdate read(StackReference itself) {
        var expires =
                Optional.ofNullable(itself.getValueAsync(EXPIRES).join()).map(date -> LocalDate.parse(date.toString()));
        var deployment = new TreeMap<String, String>();
        if (itself.getValueAsync(DEPLOYMENT).join() instanceof Map<?, ?> fields) {
            fields.forEach((name, value) -> deployment.put(String.valueOf(name), String.valueOf(value)));
        }
        return new PreviousUpdate(
                expires, deployment, Green.of(itself.getValueAsync(GREEN).join()));
    }
}
