/** What the repository's pipelines may do in which account, without any long-lived key. */
package dev.holdfast.organization.pipeline;
