-- Who may talk to the server, and for what. Of a token its hash is kept, and never its text.
CREATE TABLE tokens (
  name TEXT NOT NULL PRIMARY KEY,
  hash TEXT NOT NULL,
  cookie_hash TEXT NOT NULL,
  rights TEXT NOT NULL,
  created_at REAL NOT NULL,
  last_used_at REAL
);
CREATE UNIQUE INDEX tokens_hash_key ON tokens(hash);
CREATE UNIQUE INDEX tokens_cookie_hash_key ON tokens(cookie_hash);
