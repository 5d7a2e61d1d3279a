/** Rules about secrets: AWS Secrets Manager. */
package dev.holdfast.policy.rules.secrets;
