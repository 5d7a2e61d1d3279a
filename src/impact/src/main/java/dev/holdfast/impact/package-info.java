/** What planned updates do to state: read from what the engine prints, judged, and told in several forms. */
package dev.holdfast.impact;
