/** What runs inside the Java processes of tasks and functions; depends on nothing but java.base and java.instrument. */
package dev.holdfast.sandbox.task;
