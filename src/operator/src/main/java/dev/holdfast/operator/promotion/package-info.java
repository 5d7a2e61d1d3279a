/**
 * From a commit to prod: what an update would do is previewed and judged, exactly that is applied, tried, and remembered as
 * working; and only what worked in stage becomes a release.
 */
package dev.holdfast.operator.promotion;
