package dev.holdfast.web;

/** The api did not answer messages; the message says what it did instead, and quotes nothing of its answer. */
final class MessagesUnavailable extends Exception {
    MessagesUnavailable(String reason) {
        super(reason);
    }
}
