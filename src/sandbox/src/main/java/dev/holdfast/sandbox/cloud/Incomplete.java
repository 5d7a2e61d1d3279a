package dev.holdfast.sandbox.cloud;

import java.util.Map;

/** The resource exists, but did not become what was asked for: Pulumi keeps it in its state and the next update goes on. */
public final class Incomplete extends RuntimeException {
    private final transient Map<String, Object> outputs;

    /**
     * @param outputs what is known of the resource, to be merged over its inputs
     * @param reason for a person: what happened, and the last lines of its log where there is one
     */
    public Incomplete(Map<String, Object> outputs, String reason) {
        super(reason);
        this.outputs = Map.copyOf(outputs);
    }

    /** What is known of the resource. */
    public Map<String, Object> outputs() {
        return outputs;
    }
}
