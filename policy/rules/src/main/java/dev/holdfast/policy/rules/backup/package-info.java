/** Rules about backups: AWS Backup. */
package dev.holdfast.policy.rules.backup;
