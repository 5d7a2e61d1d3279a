/** Where Pulumi keeps what it knows of the organization and of the environments. */
package dev.holdfast.organization.state;
