/**
 * A policy SDK for Pulumi in Java: rules about the resources of a stack, which run under {@code pulumi preview
 * --policy-pack}, in {@code pulumi policy analyze}, and in a unit test without any process.
 *
 * <p>A pack is a list of rules, each an object of {@link ResourcePolicy} or {@link StackPolicy}:
 *
 * <pre>{@code
 * public static void main(String[] arguments) {
 *     PolicyServer.serve(PolicyPack.named("acme").version("1.0.0").policy(new EncryptedDatabase()).build(), arguments);
 * }
 * }</pre>
 */
package dev.holdfast.policy;
