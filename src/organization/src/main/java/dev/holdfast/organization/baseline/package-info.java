/** The settings that every account has, the management account included: what is safe there is safe everywhere. */
package dev.holdfast.organization.baseline;
