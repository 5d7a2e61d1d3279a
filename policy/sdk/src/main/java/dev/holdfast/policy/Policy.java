package dev.holdfast.policy;

/**
 * A rule. It has no state: one object may run for many resources at the same time.
 *
 * @see ResourcePolicy for a rule about each resource by itself
 * @see StackPolicy for a rule about resources and what belongs to them
 */
public sealed interface Policy permits ResourcePolicy, StackPolicy {
    /** What it is called, and why it is there. */
    PolicyMetadata metadata();
}
