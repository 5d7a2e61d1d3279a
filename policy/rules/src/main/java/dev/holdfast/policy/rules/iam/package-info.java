/** Rules about who may do what, and documents of policies: AWS IAM. */
package dev.holdfast.policy.rules.iam;
