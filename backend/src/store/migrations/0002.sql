-- Databases from before sqlx's migrations have their version in this table.
DROP TABLE IF EXISTS schema;
