/**
 * The program of project {@code holdfast}: reads its settings and joins the components. What may not be lost is in
 * {@code stateful}, what a new one replaces within minutes is in {@code stateless}.
 */
package dev.holdfast.workload;
