package dev.holdfast.impact;

import java.util.Optional;

/**
 * An input of a resource that an update changes.
 *
 * @param path where it is, such as {@code tags.owner} or {@code ingress[0].cidrBlocks}
 * @param before its value, short; {@code [secret]} for a secret; nothing where it is added
 * @param after its value; {@code [unknown]} where only the update knows it; nothing where it is removed
 * @param replaces whether the resource is replaced because of it
 */
public record PropertyChange(String path, Optional<String> before, Optional<String> after, boolean replaces) {}
