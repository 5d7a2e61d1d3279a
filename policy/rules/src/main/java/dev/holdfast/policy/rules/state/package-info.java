/** Rules about everything that holds state, whatever the service. */
package dev.holdfast.policy.rules.state;
