/**
 * What nobody in the organization's accounts can do, whatever they are allowed there.
 *
 * <p>Each class is one guardrail: a policy, and where it is attached. {@link dev.holdfast.organization.guardrails.Guardrails}
 * lists and creates them. docs/guardrails.md is the table.
 */
package dev.holdfast.organization.guardrails;
