/**
 * What is recorded and watched: the organization's audit trail, the alarms on it, and the security services. Recorded in
 * the account {@code log-archive}, watched from the account {@code security}.
 */
package dev.holdfast.organization.audit;
