/** {@code ./holdfast state}: where Pulumi keeps what it knows of the stacks, and how it gets into the bucket. */
package dev.holdfast.operator.state;
