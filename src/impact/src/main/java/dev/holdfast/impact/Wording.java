package dev.holdfast.impact;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What the forms that people read say in the same words. */
final class Wording {
    private Wording() {}

    /** The verdict on all stacks, in a few words. */
    static String verdict(Impact impact) {
        if (impact.stacks().isEmpty()) {
            return "No stack was previewed";
        }
        var failed = impact.stacks().stream()
                .filter(stack -> stack.failure().isPresent())
                .map(StackImpact::stack)
                .toList();
        var reasons = impact.stacks().stream()
                .mapToInt(stack -> stack.refusals().size())
                .sum();
        var parts = new ArrayList<String>();
        if (reasons > 0) {
            parts.add("Refused, for " + count(reasons, "reason"));
        }
        if (!failed.isEmpty()) {
            parts.add((parts.isEmpty() ? "Not judged: the" : "the")
                    + (failed.size() == 1 ? " preview of " : " previews of ") + String.join(" and ", failed)
                    + " failed");
        }
        return parts.isEmpty() ? allowed(impact.stacks()) : String.join("; ", parts);
    }

    /** The verdict on one stack. */
    static String verdict(StackImpact stack) {
        if (stack.failure().isPresent()) {
            return stack.refusals().isEmpty()
                    ? "failed"
                    : "failed, and refused (" + stack.refusals().size() + ")";
        }
        if (!stack.refusals().isEmpty()) {
            return "refused (" + stack.refusals().size() + ")";
        }
        if (!stack.approvals().isEmpty()) {
            return "allowed, " + stack.approvals().size() + " approved";
        }
        return stack.changes().isEmpty() ? "allowed, no changes" : "allowed";
    }

    private static String allowed(List<StackImpact> stacks) {
        var approvals =
                stacks.stream().mapToInt(stack -> stack.approvals().size()).sum();
        if (approvals > 0) {
            return "Allowed, with " + count(approvals, "approval");
        }
        return stacks.stream().allMatch(stack -> stack.changes().isEmpty()) ? "Allowed: nothing changes" : "Allowed";
    }

    /** What an operation means for what a resource holds. */
    static String fate(Operation operation) {
        return switch (operation) {
            case CREATE -> "created";
            case UPDATE -> "updated in place";
            case REPLACE -> "replaced: what it holds does not move to the new one";
            case DELETE -> "deleted, with what it holds";
            case IMPORT -> "taken over as it is";
            case FORGET -> "forgotten by Pulumi, and stays where it is";
        };
    }

    /** An operation in a word. */
    static String past(Operation operation) {
        return switch (operation) {
            case CREATE -> "created";
            case UPDATE -> "updated";
            case REPLACE -> "replaced";
            case DELETE -> "deleted";
            case IMPORT -> "imported";
            case FORGET -> "forgotten";
        };
    }

    /** What a refusal's operation must not do, to be read after the resource's name. */
    static String refused(String operation) {
        return switch (operation) {
            case "delete" -> "must not be deleted";
            case "replace" -> "must not be replaced";
            case "unprotect" -> "must not lose its protection";
            case "violate" -> "breaks a mandatory rule";
            default -> "is refused: " + operation;
        };
    }

    static String kind(SecurityChange.Kind kind) {
        return switch (kind) {
            case NETWORK -> "network";
            case PERMISSION -> "permission";
            case EXPOSURE -> "exposure";
            case ENCRYPTION -> "encryption";
        };
    }

    static String kind(PolicyFinding.Kind kind) {
        return switch (kind) {
            case MANDATORY -> "violated";
            case ADVISORY -> "advised";
            case REMEDIATED -> "remediated";
            case NOT_EVALUATED -> "not evaluated";
        };
    }

    /** What the findings of a kind are called together. */
    static String heading(PolicyFinding.Kind kind) {
        return switch (kind) {
            case MANDATORY -> "Mandatory rules that are broken";
            case ADVISORY -> "Advice of the policy pack";
            case REMEDIATED -> "What the policy pack would change";
            case NOT_EVALUATED -> "Rules that could not decide yet, and have not passed";
        };
    }

    /** How many findings of each kind there are. */
    static String policies(StackImpact stack) {
        var counts = new ArrayList<String>();
        for (var kind : PolicyFinding.Kind.values()) {
            var count = stack.policies().stream()
                    .filter(finding -> finding.kind() == kind)
                    .count();
            if (count > 0) {
                counts.add(count + " " + kind(kind));
            }
        }
        return counts.isEmpty() ? "nothing found" : String.join(", ", counts);
    }

    static String protection(Protection protection) {
        return protection.by().isEmpty() ? "none" : String.join(", ", new TreeSet<>(protection.by()));
    }

    /** A change of an input, in a line. */
    static String property(PropertyChange property) {
        return property.path() + ": " + property.before().orElse("(none)") + " → "
                + property.after().orElse("(none)") + (property.replaces() ? " (replaces)" : "");
    }

    /** The names along a path, from the stateful resource to the dependant. */
    static String path(List<String> urns) {
        return urns.stream().map(urn -> ResourceLabel.of(urn).name()).collect(Collectors.joining(" → "));
    }

    /** US dollars a month, with the sign of a difference. */
    static String difference(double dollars) {
        var rounded = Math.round(dollars * 100) / 100.0;
        return rounded == 0 ? "no change" : String.format(Locale.ROOT, "%+,.2f USD", rounded);
    }

    /** US dollars a month. */
    static String dollars(double dollars) {
        return String.format(Locale.ROOT, "%,.2f", dollars);
    }

    /** No longer than so many characters. */
    static String shortened(String text, int longest) {
        return text.codePointCount(0, text.length()) <= longest
                ? text
                : text.substring(0, text.offsetByCodePoints(0, longest - 1)) + "…";
    }

    /** The parts of a text; every second one, from the second on, stood between backticks. */
    static List<String> parts(String text) {
        var parts = text.split("`", -1);
        return parts.length % 2 == 0 ? List.of(text) : List.of(parts);
    }

    /** A number and its noun. */
    static String count(long number, String noun) {
        return String.format(Locale.ROOT, "%,d %s%s", number, noun, number == 1 ? "" : "s");
    }
}
