/** How images come into the organization's registry, once, and are found there again by the commit that they are of. */
package dev.holdfast.operator.images;
