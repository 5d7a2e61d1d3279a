/** What the accounts cost: who is told when it is more than planned, or more than usual. */
package dev.holdfast.organization.cost;
