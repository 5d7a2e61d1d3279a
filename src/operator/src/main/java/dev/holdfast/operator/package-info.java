/**
 * {@code ./holdfast}: what a person does around the two programs on AWS. {@link dev.holdfast.operator.Holdfast} is the
 * command line, with one class for each command.
 */
package dev.holdfast.operator;
