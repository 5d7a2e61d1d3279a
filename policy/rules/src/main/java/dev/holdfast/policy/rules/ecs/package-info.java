/** Rules about clusters, services and tasks: Amazon ECS. */
package dev.holdfast.policy.rules.ecs;
