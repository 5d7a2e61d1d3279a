package dev.holdfast.testkit;

/** What AWS answers to a request. */
public enum Decision {
    /** A statement allows it, and none denies it. */
    ALLOWED,
    /** No statement says anything about it. */
    IMPLICITLY_DENIED,
    /** A statement denies it: no other policy can allow it. */
    EXPLICITLY_DENIED
}
