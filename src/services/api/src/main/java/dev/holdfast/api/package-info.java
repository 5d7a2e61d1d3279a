/** The sample service: messages over HTTP, kept in PostgreSQL. */
package dev.holdfast.api;
