-- What the application may do: all of it is here, and all of it is said again after every run, in one transaction.
-- A table that a migration adds is out of the application's reach until it is named below.
REVOKE TEMPORARY ON DATABASE "${flyway:database}" FROM PUBLIC;
REVOKE ALL ON SCHEMA ${flyway:defaultSchema} FROM PUBLIC, holdfast_app;
REVOKE ALL ON ALL TABLES IN SCHEMA ${flyway:defaultSchema} FROM PUBLIC, holdfast_app;
REVOKE ALL ON ALL SEQUENCES IN SCHEMA ${flyway:defaultSchema} FROM PUBLIC, holdfast_app;

GRANT CONNECT ON DATABASE "${flyway:database}" TO holdfast_app;
GRANT USAGE ON SCHEMA ${flyway:defaultSchema} TO holdfast_app;
GRANT SELECT, INSERT ON messages TO holdfast_app;
