/** The provider plugins {@code aws} and {@code awsx} that Pulumi's engine talks to, and the catalogue of what they know. */
package dev.holdfast.sandbox.provider;
