/** Rules about networks and who gets through: Amazon VPC and its security groups. */
package dev.holdfast.policy.rules.network;
