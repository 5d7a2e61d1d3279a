package dev.holdfast.impact;

import com.fasterxml.jackson.databind.node.MissingNode;
import dev.holdfast.cost.PriceList;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the planned update of one stack would do.
 *
 * @param project the name of its Pulumi project
 * @param stack its name
 * @param failure why the preview failed, where it did, other than by a rule; what follows is then incomplete
 * @param changes all that is created, updated, replaced, deleted, imported or forgotten; stateful resources first
 * @param unchanged how many resources stay as they are
 * @param ripples for each stateful resource that is changed other than by its creation: whom that reaches
 * @param policies what the policy packs say: violations, advice, and what they could not evaluate
 * @param security changes of who may reach or do what
 * @param migrations those of the database that the update would run, in their order
 * @param cost by how much the monthly list price changes
 * @param refusals why the gate refuses the update; none if it lets it through
 * @param approvals what the gate would have refused, had it not been approved
 * @param unused approvals for this stack that the plan does not need, in words
 */
public record StackImpact(
        String project,
        String stack,
        Optional<String> failure,
        List<ResourceChange> changes,
        int unchanged,
        List<Ripple> ripples,
        List<PolicyFinding> policies,
        List<SecurityChange> security,
        List<Migration> migrations,
        CostChange cost,
        List<Refusal> refusals,
        List<Approved> approvals,
        List<String> unused) {
    public StackImpact {
        changes = List.copyOf(changes);
        ripples = List.copyOf(ripples);
        policies = List.copyOf(policies);
        security = List.copyOf(security);
        migrations = List.copyOf(migrations);
        refusals = List.copyOf(refusals);
        approvals = List.copyOf(approvals);
        unused = List.copyOf(unused);
    }

    /**
     * Reads what a preview left behind, and judges it.
     *
     * @param today the day on which approvals must still count
     * @throws IllegalArgumentException if the state or the plan is no JSON
     */
    public static StackImpact of(StackPreview preview, Approvals approvals, LocalDate today) {
        var events = EngineEvents.of(preview.events());
        var state = StateExport.of(preview.state());
        var inputs = Inputs.of(events, state);
        var changes = ResourceChanges.of(events, state);
        var plan = preview.plan().map(Plan::of).orElse(Plan.NONE);
        var graph = new DependencyGraph(state, plan);
        var decision =
                Gate.decide(preview.project(), preview.stack(), changes.all(), events.policies(), approvals, today);
        return new StackImpact(
                preview.project(),
                preview.stack(),
                events.failure(),
                changes.all(),
                changes.unchanged(),
                ripples(changes.all(), graph),
                events.policies(),
                SecurityInspection.of(changes.planned(), state, plan),
                PendingMigrations.of(
                        state.stackOutputs().orElse(MissingNode.getInstance()),
                        events.stackOutputs().orElse(MissingNode.getInstance())),
                MonthlyCost.change(inputs, PriceList.read()),
                decision.refusals(),
                decision.approved(),
                decision.unused());
    }

    private static List<Ripple> ripples(List<ResourceChange> changes, DependencyGraph graph) {
        var changed = changes.stream().map(ResourceChange::urn).collect(Collectors.toSet());
        return changes.stream()
                .filter(change -> change.stateful()
                        && change.operation() != Operation.CREATE
                        && change.operation() != Operation.IMPORT)
                .map(change -> new Ripple(change.urn(), change.operation(), graph.reachedFrom(change.urn(), changed)))
                .toList();
    }

    /** Whether the gate lets the update through. */
    public boolean allowed() {
        return failure.isEmpty() && refusals.isEmpty();
    }

    /** How many resources meet this. */
    public long count(Operation operation) {
        return changes.stream()
                .filter(change -> change.operation() == operation)
                .count();
    }
}
