package dev.holdfast.api;

import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.time.Instant;

/** A message as it stands in the database. */
record Message(
        long id,
        String author,
        String text,
        @JsonSerialize(using = ToStringSerializer.class) Instant createdAt) {}
