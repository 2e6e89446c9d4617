-- Who may talk to the server, and for what. Of a token its hash is kept, and never its text.
CREATE TABLE tokens (
  name TEXT COLLATE "C" PRIMARY KEY,
  hash TEXT COLLATE "C" NOT NULL,
  cookie_hash TEXT COLLATE "C" NOT NULL,
  rights TEXT NOT NULL,
  created_at DOUBLE PRECISION NOT NULL,
  last_used_at DOUBLE PRECISION
);
CREATE UNIQUE INDEX tokens_hash_key ON tokens (hash);
CREATE UNIQUE INDEX tokens_cookie_hash_key ON tokens (cookie_hash);
