CREATE TABLE notes (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  title text NOT NULL CONSTRAINT notes_title_secret_constraint UNIQUE,
  internal text,
  price integer CONSTRAINT notes_price_check CHECK (price >= 0),
  owner_id text NOT NULL,
  tenant_column text
);
CREATE TABLE counters (
  id integer PRIMARY KEY,
  value integer NOT NULL DEFAULT 0,
  version integer NOT NULL DEFAULT 1,
  note_id uuid REFERENCES notes (id)
);
