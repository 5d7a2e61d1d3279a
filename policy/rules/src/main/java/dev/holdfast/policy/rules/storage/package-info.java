/** Rules about buckets: Amazon S3. */
package dev.holdfast.policy.rules.storage;
