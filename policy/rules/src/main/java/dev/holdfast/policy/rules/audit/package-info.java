/** Rules about what is recorded, and who is told: CloudTrail, CloudWatch, SNS. */
package dev.holdfast.policy.rules.audit;
