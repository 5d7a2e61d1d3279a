/** Root users and people: who gets into which account, as what, and whom AWS writes to. */
package dev.holdfast.organization.people;
