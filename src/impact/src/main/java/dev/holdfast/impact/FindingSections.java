package dev.holdfast.impact;

import static dev.holdfast.impact.MarkdownText.code;
import static dev.holdfast.impact.MarkdownText.prose;
import static dev.holdfast.impact.ResourceSections.NAME;
import static dev.holdfast.impact.ResourceSections.each;
import static dev.holdfast.impact.ResourceSections.row;
import static dev.holdfast.impact.ResourceSections.stack;

import dev.holdfast.impact.CommentSection.Matters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What the comment says of rules, security, migrations and cost. */
final class FindingSections {
    private static final int TEXT = 900;
    private static final int FAILURE = 2_000;

    private FindingSections() {}

    static List<CommentSection> failures(Impact impact) {
        return impact.stacks().stream()
                .flatMap(stack -> stack.failure().stream()
                        .map(failure -> CommentSection.fixed("**The preview of " + stack(stack)
                                + " failed**, and what follows of it is incomplete:<br>" + prose(failure, FAILURE)
                                + "\n")))
                .toList();
    }

    static List<CommentSection> refusals(Impact impact) {
        var refusals = each(impact, StackImpact::refusals);
        if (refusals.isEmpty()) {
            return List.of();
        }
        var names = CommentSection.folded(
                Matters.APPROVALS,
                "URN",
                "The same in the words of approvals.yaml",
                "| urn | operation | rule |\n| --- | --- | --- |\n",
                refusals.stream()
                        .map(InStack::what)
                        .map(refusal -> row(
                                code(refusal.urn(), TEXT),
                                code(refusal.operation(), NAME),
                                refusal.rule().map(rule -> code(rule, NAME)).orElse("")))
                        .toList());
        return List.of(
                CommentSection.open(
                        Matters.REFUSALS,
                        "reason",
                        "#### Why it is refused, and what to do\n\n",
                        refusals.stream()
                                .map(refusal -> subject(refusal) + " "
                                        + prose(refusal.what().why(), TEXT) + "<br>**Next:** "
                                        + prose(refusal.what().next(), TEXT))
                                .toList(),
                        refusals.stream().map(FindingSections::subject).toList()),
                names);
    }

    private static String subject(InStack<Refusal> refusal) {
        return "- **" + refusal.stack() + ": "
                + code(ResourceLabel.of(refusal.what().urn()).name(), NAME) + " "
                + prose(Wording.refused(refusal.what().operation()), NAME) + ".**";
    }

    static List<CommentSection> approvals(Impact impact) {
        var used = each(impact, StackImpact::approvals).stream()
                .map(approval -> "- " + approval.stack() + ": "
                        + code(ResourceLabel.of(approval.what().urn()).name(), NAME) + " may "
                        + allowed(approval.what().operation()) + " until "
                        + approval.what().expires() + ": "
                        + prose(approval.what().reason(), TEXT));
        var unused = each(impact, StackImpact::unused).stream()
                .map(approval -> "- " + approval.stack() + ": " + prose(approval.what(), TEXT));
        var rows = Stream.concat(used, unused).toList();
        if (rows.isEmpty()) {
            return List.of();
        }
        return List.of(CommentSection.open(
                Matters.APPROVALS, "approval", "#### Approvals in approvals.yaml\n\n", rows, List.of()));
    }

    private static String allowed(String operation) {
        return switch (operation) {
            case "delete" -> "be deleted";
            case "replace" -> "be replaced";
            case "unprotect" -> "lose its protection";
            case "violate" -> "break the rule";
            default -> prose(operation, NAME);
        };
    }

    static List<CommentSection> security(Impact impact) {
        var changes = each(impact, StackImpact::security).stream()
                .sorted(Comparator.comparing(change -> !change.what().widens()))
                .toList();
        if (changes.isEmpty()) {
            return List.of();
        }
        return List.of(CommentSection.open(
                Matters.SECURITY,
                "security change",
                "#### Who may reach or do what\n\n| | Stack | Resource | Of | Change |\n| --- | --- | --- | --- | --- |\n",
                changes.stream()
                        .map(change -> row(
                                change.what().widens() ? "**wider**" : "narrower",
                                change.stack(),
                                code(ResourceLabel.of(change.what().urn()).name(), NAME),
                                Wording.kind(change.what().kind()),
                                prose(change.what().what(), TEXT)))
                        .toList(),
                List.of()));
    }

    static List<CommentSection> migrations(Impact impact) {
        var migrations = each(impact, StackImpact::migrations);
        if (migrations.isEmpty()) {
            return List.of();
        }
        return List.of(CommentSection.open(
                Matters.MIGRATIONS,
                "migration",
                "#### Migrations of the database\n\n| Stack | Version | What | Step |\n| --- | --- | --- | --- |\n",
                migrations.stream()
                        .map(migration -> row(
                                migration.stack(),
                                code(migration.what().version(), NAME),
                                prose(migration.what().description(), NAME),
                                prose(migration.what().step(), NAME)))
                        .toList(),
                List.of()));
    }

    /** That a mandatory rule is broken is among the refusals; what each says in full opens on a click. */
    static List<CommentSection> policies(Impact impact) {
        var findings = each(impact, StackImpact::policies);
        var head = "| Stack | Rule | Resource | What it says |\n| --- | --- | --- | --- |\n";
        var sections = new ArrayList<CommentSection>();
        var broken = rows(findings, PolicyFinding.Kind.MANDATORY);
        if (!broken.isEmpty()) {
            sections.add(CommentSection.folded(
                    Matters.VIOLATIONS,
                    "violation",
                    "What the mandatory rules say that are broken: " + broken.size(),
                    head,
                    broken));
        }
        var advice = Stream.concat(
                        rows(findings, PolicyFinding.Kind.ADVISORY).stream(),
                        rows(findings, PolicyFinding.Kind.REMEDIATED).stream())
                .toList();
        if (!advice.isEmpty()) {
            sections.add(CommentSection.folded(
                    Matters.ADVICE, "recommendation", "Advice of the policy pack: " + advice.size(), head, advice));
        }
        var open = rows(findings, PolicyFinding.Kind.NOT_EVALUATED);
        if (!open.isEmpty()) {
            sections.add(CommentSection.folded(
                    Matters.NOT_EVALUATED,
                    "undecided rule",
                    "Rules that could not decide yet, and have not passed: " + open.size(),
                    head,
                    open));
        }
        return sections;
    }

    private static List<String> rows(List<InStack<PolicyFinding>> findings, PolicyFinding.Kind kind) {
        return findings.stream()
                .filter(finding -> finding.what().kind() == kind)
                .map(finding -> row(
                        finding.stack(),
                        code(finding.what().policy(), NAME),
                        finding.what()
                                .urn()
                                .map(urn -> code(ResourceLabel.of(urn).name(), NAME))
                                .orElse("the stack"),
                        prose(finding.what().message(), TEXT)))
                .toList();
    }

    static List<CommentSection> costs(Impact impact) {
        var sections = new ArrayList<CommentSection>();
        for (var stack : impact.stacks()) {
            var cost = stack.cost();
            if (cost.items().isEmpty() && cost.unknown().isEmpty()) {
                continue;
            }
            var rows = cost.items().stream()
                    .sorted(Comparator.comparing(item -> -Math.abs(item.after() - item.before())))
                    .map(item -> row(
                            prose(item.what(), NAME),
                            Wording.dollars(item.before()),
                            Wording.dollars(item.after()),
                            Wording.difference(item.after() - item.before())))
                    .toList();
            var head = rows.isEmpty() ? "" : "| Part of the bill | Before | After | |\n| --- | ---: | ---: | ---: |\n";
            var section = CommentSection.folded(
                    Matters.COST,
                    "cost item",
                    "Cost of " + stack(stack) + ": " + Wording.difference(cost.difference()) + " a month",
                    head,
                    rows);
            sections.add(cost.unknown().isEmpty() ? section : section.closing(unknown(cost)));
        }
        return sections;
    }

    private static String unknown(CostChange cost) {
        return "\nNot in the price list, and left out: "
                + prose(
                        String.join(
                                ", ",
                                cost.unknown().stream()
                                        .map(ResourceLabel::shortType)
                                        .toList()),
                        TEXT) + "\n"
                + "\n</details>\n";
    }
}
