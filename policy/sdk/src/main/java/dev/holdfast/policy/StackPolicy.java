package dev.holdfast.policy;

/**
 * A rule about resources and what belongs to them. It is asked once, after all resources were registered; in a preview
 * before anything is changed, in an update after it.
 *
 * <pre>{@code
 * public void validate(PolicyStack stack, Evaluation evaluation) {
 *     evaluation.forEach(stack.resources("aws:ec2/vpc:Vpc"), vpc -> {
 *         if (stack.referring("aws:ec2/flowLog:FlowLog", "vpcId", vpc).isEmpty()) {
 *             evaluation.violation(vpc, "has no flow log");
 *         }
 *     });
 * }
 * }</pre>
 */
public non-sealed interface StackPolicy extends Policy {
    /**
     * Judges the stack, and tells what is wrong with it.
     *
     * @throws NotEvaluatedException if it cannot decide; within {@link Evaluation#forEach} that ends the judgement of one
     *     resource only
     */
    void validate(PolicyStack stack, Evaluation evaluation);
}
