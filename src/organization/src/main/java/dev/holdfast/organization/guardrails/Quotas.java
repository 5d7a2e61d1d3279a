package dev.holdfast.organization.guardrails;

import dev.holdfast.conventions.InvalidConfiguration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** AWS's quotas of policies, checked before the first one is sent: AWS would refuse the last, and leave the others. */
final class Quotas {
    private Quotas() {}

    /**
     * Refuses guardrails that AWS would refuse.
     *
     * @throws InvalidConfiguration naming every guardrail, its size and its quota, and what is over it
     */
    static void check(List<Guardrail> guardrails) {
        var problems = new ArrayList<String>();
        for (var guardrail : guardrails) {
            if (guardrail.size() > guardrail.type().characters()) {
                problems.add("'" + guardrail.name() + "' has " + guardrail.size() + " characters; AWS allows "
                        + guardrail.type().characters() + " for one "
                        + guardrail.type().title());
            }
        }
        var attached = new LinkedHashMap<PolicyType, Map<String, Integer>>();
        for (var guardrail : guardrails) {
            var counts = attached.computeIfAbsent(guardrail.type(), type -> new LinkedHashMap<>());
            guardrail.targets().forEach(target -> counts.merge(target, 1, Integer::sum));
        }
        attached.forEach((type, counts) -> counts.forEach((target, count) -> {
            if (count > type.perTarget()) {
                problems.add(target + " has " + count + " of the type " + type.title() + "; AWS allows "
                        + type.perTarget() + " beside its own");
            }
        }));
        if (!problems.isEmpty()) {
            throw new InvalidConfiguration("the guardrails exceed AWS's quotas, and none was sent:\n  - "
                    + String.join("\n  - ", problems) + "\nShorten a list (such as the allowed regions), or join two"
                    + " guardrails of one target. All guardrails:\n" + table(guardrails));
        }
    }

    private static String table(List<Guardrail> guardrails) {
        return guardrails.stream()
                .sorted(Comparator.comparing(Guardrail::type))
                .map(guardrail -> "  %s (%s on %s): %d of %d characters"
                        .formatted(
                                guardrail.name(),
                                guardrail.type().title(),
                                String.join(", ", guardrail.targets()),
                                guardrail.size(),
                                guardrail.type().characters()))
                .collect(Collectors.joining("\n"));
    }
}
