package dev.holdfast.organization.guardrails;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** AWS does not use the content of any account to improve its AI services, and no account can allow it. */
final class AiOptOut {
    private static final String NO_CHILD_CHANGES = "@@operators_allowed_for_child_policies";

    private AiOptOut() {}

    static Guardrail guardrail() {
        return Guardrail.of(
                "ai-opt-out",
                PolicyType.AISERVICES_OPT_OUT_POLICY,
                "AWS does not use our content to improve its AI services",
                Guardrail.ROOT,
                Map.of("services", closed("default", closed("opt_out_policy", closed("@@assign", "optOut")))));
    }

    private static Map<String, Object> closed(String key, Object value) {
        return new TreeMap<>(Map.of(NO_CHILD_CHANGES, List.of("@@none"), key, value));
    }
}
