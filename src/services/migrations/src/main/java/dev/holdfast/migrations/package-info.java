/** The migration function: brings the database's schema and the application's role to where this image wants them. */
package dev.holdfast.migrations;
