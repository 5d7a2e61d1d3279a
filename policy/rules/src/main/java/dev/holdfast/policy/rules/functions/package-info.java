/** Rules about functions: AWS Lambda. */
package dev.holdfast.policy.rules.functions;
