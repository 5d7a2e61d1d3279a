/** Rules in unit tests: stacks made of a few lines, without engine, process or cloud. */
package dev.holdfast.policy.test;
