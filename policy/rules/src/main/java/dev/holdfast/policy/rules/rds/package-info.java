/** Rules about databases: Amazon RDS. */
package dev.holdfast.policy.rules.rds;
