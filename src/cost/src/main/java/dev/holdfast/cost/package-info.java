/**
 * What declared resources cost in a month at AWS's list prices: computed from their types and inputs, whoever declared them.
 */
package dev.holdfast.cost;
