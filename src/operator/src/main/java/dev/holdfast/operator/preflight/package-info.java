/**
 * {@code ./holdfast preflight}: {@link dev.holdfast.operator.preflight.Question}s, of this machine and of AWS, whose
 * {@link dev.holdfast.operator.preflight.Finding}s make a {@link dev.holdfast.operator.preflight.Checklist}. It only
 * asks: nothing in AWS changes.
 */
package dev.holdfast.operator.preflight;
