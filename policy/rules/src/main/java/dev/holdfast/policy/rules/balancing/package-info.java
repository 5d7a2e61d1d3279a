/** Rules about load balancers: Elastic Load Balancing. */
package dev.holdfast.policy.rules.balancing;
