/**
 * What a migration's SQL may do to a database whose application runs. The service's tests, the program's preview and the
 * migration function ask the same {@link dev.holdfast.migrationrules.Review}; docs/migrations.md has the rules as a table.
 */
package dev.holdfast.migrationrules;
