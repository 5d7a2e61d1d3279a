/** What a pipeline tells GitHub: the one comment of a pull request, and the summary of a run. */
package dev.holdfast.operator.github;
