-- What the application and read-only users may do: all of it is here, and all of it is said again after every run, in one
-- transaction. A table that a migration adds is out of the application's reach until it is named below; whoever may
-- only read, reads it at once.
REVOKE TEMPORARY ON DATABASE "${flyway:database}" FROM PUBLIC;
REVOKE ALL ON SCHEMA ${flyway:defaultSchema}
    FROM PUBLIC, holdfast_app, holdfast_app_a, holdfast_app_b, holdfast_read, holdfast_read_a, holdfast_read_b;
REVOKE ALL ON ALL TABLES IN SCHEMA ${flyway:defaultSchema}
    FROM PUBLIC, holdfast_app, holdfast_app_a, holdfast_app_b, holdfast_read, holdfast_read_a, holdfast_read_b;
REVOKE ALL ON ALL SEQUENCES IN SCHEMA ${flyway:defaultSchema}
    FROM PUBLIC, holdfast_app, holdfast_app_a, holdfast_app_b, holdfast_read, holdfast_read_a, holdfast_read_b;

GRANT CONNECT ON DATABASE "${flyway:database}" TO holdfast_app, holdfast_read;
GRANT USAGE ON SCHEMA ${flyway:defaultSchema} TO holdfast_app, holdfast_read;
GRANT SELECT, INSERT ON messages TO holdfast_app;

GRANT SELECT ON ALL TABLES IN SCHEMA ${flyway:defaultSchema} TO holdfast_read;
GRANT SELECT ON ALL SEQUENCES IN SCHEMA ${flyway:defaultSchema} TO holdfast_read;
ALTER DEFAULT PRIVILEGES IN SCHEMA ${flyway:defaultSchema} GRANT SELECT ON TABLES TO holdfast_read;
ALTER DEFAULT PRIVILEGES IN SCHEMA ${flyway:defaultSchema} GRANT SELECT ON SEQUENCES TO holdfast_read;
