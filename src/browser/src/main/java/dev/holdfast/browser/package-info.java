/** The browser in which the tests of pages open them. */
package dev.holdfast.browser;
