/** The rules of Holdfast's policy pack, a package for each part of AWS that they are about. */
package dev.holdfast.policy.rules;
