/** Who may reach or do what after a planned update, and could not before: one class for each way of saying it in AWS. */
package dev.holdfast.impact.security;
