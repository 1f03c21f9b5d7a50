-- A widget key may be given a new value; the one before works on until then.
alter table widget_keys add column previous_expires_at timestamptz(3);
