/**
 * Components that hold state. Their resources of the catalogue's types are held fast twice: by Pulumi's {@code protect},
 * which refuses deletion and replacement in an update, and by AWS's own means, since {@code protect} does not stop the
 * AWS API. Only a disposable environment has neither.
 */
package dev.holdfast.workload.stateful;
