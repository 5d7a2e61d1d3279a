/** What the cloud holds: resources by account and type, and what happens when one comes, changes and goes. */
package dev.holdfast.sandbox.cloud;
