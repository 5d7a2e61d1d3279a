/** Components that hold no state: each may be destroyed and made anew within minutes, and nothing is lost. */
package dev.holdfast.workload.stateless;
