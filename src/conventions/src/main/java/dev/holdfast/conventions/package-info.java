/** What both programs agree on: environments, names, tags, configuration and the catalogue of stateful types. Plain Java: no Pulumi, no AWS calls. */
package dev.holdfast.conventions;
