package dev.holdfast.web;

/** The page that is shown instead of another one. */
public record Problem(Site site, String heading, String text) {}
