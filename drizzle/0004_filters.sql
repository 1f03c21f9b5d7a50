-- The audit log is read: by whose key and from where, in the order of time.
alter table audit_log
  add column credential_id uuid,
  add column ip_hash text;
create index audit_log_by_time on audit_log (workspace_id, created_at, id);
