package dev.holdfast.policy.rules.balancing;

import static dev.holdfast.policy.rules.Rule.rule;
import static dev.holdfast.policy.rules.Rule.securityHub;

import dev.holdfast.policy.Evaluation;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.PolicyResource;
import dev.holdfast.policy.ResourcePolicy;
import dev.holdfast.policy.ResourceTypes;
import dev.holdfast.policy.Severity;
import dev.holdfast.policy.Value;

/** ALB-07. */
final class HttpOnlyRedirects implements ResourcePolicy {
    @Override
    public PolicyMetadata metadata() {
        return rule("ALB-07", "alb-http-redirects", Severity.MEDIUM)
                .description("A listener without TLS only redirects to HTTPS.")
                .why("Passwords and sessions do not go over the internet in plain text.")
                .mend(
                        "Give the listener a default action of type redirect with protocol HTTPS, or make it an HTTPS listener.")
                .control(securityHub("ELB.1"))
                .build();
    }

    @Override
    public ResourceTypes types() {
        return ResourceTypes.of("aws:lb/listener:Listener", "aws:alb/listener:Listener");
    }

    @Override
    public void validate(PolicyResource listener, Evaluation evaluation) {
        if (!listener.property("protocol").string("").equals("HTTP")) {
            return;
        }
        var actions = listener.property("defaultActions").elements();
        if (actions.isEmpty() || !actions.stream().allMatch(HttpOnlyRedirects::redirects)) {
            evaluation.violation("answers without TLS");
        }
    }

    private static boolean redirects(Value action) {
        return action.get("type").string("").equals("redirect")
                && action.at("redirect.protocol").string("").equals("HTTPS");
    }
}
