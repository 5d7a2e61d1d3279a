/** Whether what is declared can be deployed and start, before anybody tries. */
package dev.holdfast.policy.rules.deploy;
