/** Rules about AWS Organizations: its accounts, units and policies, and whose account a stack deploys to. */
package dev.holdfast.policy.rules.organizations;
