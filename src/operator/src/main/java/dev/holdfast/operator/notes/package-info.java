/** What a release says of itself. */
package dev.holdfast.operator.notes;
