/** What reaches what: rules over the whole stack's security groups, routes and endpoints, and the graph that they ask. */
package dev.holdfast.policy.rules.graph;
