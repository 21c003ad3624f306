-- From configuration to Postgres: roles, grants and policies.

select engine.sync_roles();
