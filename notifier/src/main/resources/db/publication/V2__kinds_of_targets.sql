-- Several kinds of things are shown on a forge, all by the same steps: verdicts, comments, and so on.

alter table target rename column sha to subject; -- a commit's sha, or a change
alter table target rename column attempt_signal to attempt_state;
alter table target rename column attempt_description to attempt_text;
alter table target rename column written_signal to written_state;
alter table target rename column written_description to written_text;
alter table target
    add column kind           text     not null default 'verdict',
    add column worth          smallint not null default 0, -- the order in which a short budget is spent
    add column asked          bigint   not null default 0, -- how often somebody wanted to be told again
    add column writes         int      not null default 0, -- requests to write that were begun
    add column remote_id      text,                        -- the forge's own name for what stands there
    add column attempt_digest text,
    add column written_digest text,
    drop constraint target_forge_repository_id_sha_context_key,
    add unique (forge, repository_id, kind, subject, context);
alter table target alter column kind drop default;

-- The words are the forge's from now on. Without a digest what stands there is written once more
-- when its change is next heard of.
update target set
    writes = attempt_number,
    attempt_digest = case when attempt_revision is not null then '' end,
    written_digest = case when written_revision is not null then '' end,
    attempt_state = case attempt_state when 'PENDING' then 'pending' when 'PASS' then 'success'
        when 'INDETERMINATE' then 'error' when 'FAIL' then 'failure' end,
    written_state = case written_state when 'PENDING' then 'pending' when 'PASS' then 'success'
        when 'INDETERMINATE' then 'error' when 'FAIL' then 'failure' end;

drop index target_due;
create index target_due on target (worth, due_at) where due_at is not null;

-- A revision is shown at several places, so it names what they have in common.
alter table revision
    add column forge           text,
    add column repository_id   bigint,
    add column owner_id        bigint,
    add column owner           text,
    add column name            text,
    add column context         text,
    add column rescan_at       timestamptz, -- of the latest request for another scan
    add column rescan_sequence bigint;      -- decisions up to this one do not answer it
update revision r set
    forge = t.forge, repository_id = t.repository_id, owner_id = t.owner_id,
    owner = t.owner, name = t.name, context = t.context
from target t where t.id = r.target;
alter table revision
    alter column forge set not null,
    alter column repository_id set not null,
    alter column owner_id set not null,
    alter column owner set not null,
    alter column name set not null,
    alter column context set not null,
    drop column target;
create index revision_commit on revision (forge, repository_id, head_sha, context);
create index revision_change on revision (change);

-- What scanners found: parts arrive before the end, and only a whole result is shown.
create table scan_part (
    revision uuid        not null,
    scan     uuid        not null,
    part     int         not null,
    scanner  text        not null,
    told_at  timestamptz not null,
    findings text        not null, -- JSON
    primary key (revision, scan, part)
);
create table scan_end (
    revision uuid        not null,
    scanner  text        not null,
    scan     uuid        not null,
    ended_at timestamptz not null,
    parts    int         not null,
    digest   text        not null,
    primary key (revision, scanner)
);
