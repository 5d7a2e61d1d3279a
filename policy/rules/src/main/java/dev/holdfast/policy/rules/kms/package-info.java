/** Rules about keys: AWS KMS. */
package dev.holdfast.policy.rules.kms;
