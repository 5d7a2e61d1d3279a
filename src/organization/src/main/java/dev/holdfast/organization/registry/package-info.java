/** The images that all environments run. */
package dev.holdfast.organization.registry;
