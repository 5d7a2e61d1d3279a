/** Measures how fast and how small the sandbox is on the machine at hand. */
package dev.holdfast.bench;
