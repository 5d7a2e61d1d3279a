/**
 * The two functions that know the database's master: the migration function brings the schema and the roles to where this
 * image wants them, and the rotation function gives the users new passwords.
 */
package dev.holdfast.migrations;
