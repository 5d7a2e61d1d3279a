CREATE TABLE messages (
    -- ALWAYS: the application needs no right on the sequence, and cannot choose an id.
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    author     text        NOT NULL CHECK (char_length(author) BETWEEN 1 AND 80),
    text       text        NOT NULL CHECK (char_length(text) BETWEEN 1 AND 2000),
    created_at timestamptz NOT NULL DEFAULT now()
);
