/** What a person types: the commands of {@code ./sandbox}. They start the cloud and run the real Pulumi against it. */
package dev.holdfast.sandbox.cli;
