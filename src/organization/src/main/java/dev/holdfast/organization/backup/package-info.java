/** Copies of the environments' backups, out of their reach. */
package dev.holdfast.organization.backup;
