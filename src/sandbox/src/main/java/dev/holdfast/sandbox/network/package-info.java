/** The networks of the cloud: who has which address, who may connect to whom, and why not. */
package dev.holdfast.sandbox.network;
