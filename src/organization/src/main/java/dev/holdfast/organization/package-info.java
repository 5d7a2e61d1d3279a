/**
 * The organization program: AWS Organization, organizational units and accounts.
 *
 * <p>{@link dev.holdfast.organization.OrganizationProgram} reads {@link dev.holdfast.organization.Settings} once and
 * declares the components; nothing else sees Pulumi's context or its configuration.
 */
package dev.holdfast.organization;
