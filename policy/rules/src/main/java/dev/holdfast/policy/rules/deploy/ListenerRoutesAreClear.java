package dev.holdfast.policy.rules.deploy;

import static dev.holdfast.policy.rules.Rule.rule;

import dev.holdfast.policy.Evaluation;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.PolicyResource;
import dev.holdfast.policy.PolicyStack;
import dev.holdfast.policy.Severity;
import dev.holdfast.policy.StackPolicy;
import dev.holdfast.policy.rules.graph.Links;
import java.util.HashSet;
import java.util.List;

/**
 * ALB-10. No two rules of a listener have one priority, and a rule for what is below a path is for the path itself as
 * well: {@code /api/*} does not match {@code /api}.
 */
final class ListenerRoutesAreClear implements StackPolicy {
    private static final String[] RULES = {"aws:lb/listenerRule:ListenerRule", "aws:alb/listenerRule:ListenerRule"};
    private static final String[] LISTENERS = {"aws:lb/listener:Listener", "aws:alb/listener:Listener"};

    @Override
    public PolicyMetadata metadata() {
        return rule("ALB-10", "alb-listener-routes-are-clear", Severity.HIGH)
                .description("A listener's rules have priorities of their own, and match a path with what is below it.")
                .why("AWS refuses the second rule of a priority; and a path without its rule ends at another service.")
                .mend("Give each rule another priority, and list /api beside /api/*.")
                .build();
    }

    @Override
    public void validate(PolicyStack stack, Evaluation evaluation) {
        var links = new Links(stack);
        var rules = stack.resources(RULES);
        evaluation.forEach(rules, rule -> {
            for (var condition : rule.property("conditions").elements()) {
                var paths = condition.get("pathPattern").get("values").strings();
                paths.stream()
                        .filter(path -> path.endsWith("/*") && path.length() > 2)
                        .map(path -> path.substring(0, path.length() - 2))
                        .filter(path -> !paths.contains(path))
                        .forEach(path -> evaluation.violation(rule, path + "/* is matched, and " + path + " is not"));
            }
            if (rule.property("priority").isPresent()) {
                refuseTheSamePriority(links, rules, rule, evaluation);
            }
        });
    }

    private static void refuseTheSamePriority(
            Links links, List<PolicyResource> rules, PolicyResource rule, Evaluation evaluation) {
        int priority = rule.property("priority").integer();
        for (var other : rules) {
            var set = other.property("priority");
            if (other.urn().compareTo(rule.urn()) >= 0 || set.isAbsent() || set.integer() != priority) {
                continue;
            }
            // Rules that cannot share a listener may share a priority; only those need one that is certain.
            var both = new HashSet<>(links.possible(rule, "listenerArn", LISTENERS));
            both.retainAll(links.possible(other, "listenerArn", LISTENERS));
            if (!both.isEmpty()
                    && links.one(rule, "listenerArn", LISTENERS).equals(links.one(other, "listenerArn", LISTENERS))) {
                evaluation.violation(rule, "has the priority " + priority + " of " + other.name());
            }
        }
    }
}
