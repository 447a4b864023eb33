-- The notifier's read model: which revision is current, what should stand where, and what stands there.

-- A proposal or a pushed branch. Revisions other than the current one are superseded.
create table change (
    id               text primary key,
    current_revision uuid,
    current_sha      text,
    current_base     text,
    open             boolean     not null,
    as_of            timestamptz not null -- of the latest fact; older facts are ignored
);

-- A place where a verdict appears, with what was attempted there and what is known to stand there.
create table target (
    id                  bigint generated always as identity primary key,
    forge               text   not null,
    repository_id       bigint not null,
    sha                 text   not null,
    context             text   not null,
    owner_id            bigint not null,
    owner               text   not null, -- owner and name are labels: the latest that were heard
    name                text   not null,

    due_at              timestamptz,     -- when to look at it again
    not_before          timestamptz,     -- no request earlier: the forge said so
    lease_until         timestamptz,     -- somebody is at it until then
    phase               text   not null default 'idle'
        check (phase in ('idle', 'attempting', 'failed', 'refused')),

    attempt_number      bigint not null default 0, -- counts contents, not requests
    attempts            int    not null default 0, -- requests for the content attempted last
    failing_since       timestamptz,
    attempted_at        timestamptz,
    attempt_revision    uuid,
    attempt_sequence    bigint,
    attempt_signal      text,
    attempt_description text,
    attempt_url         text,

    written_revision    uuid,
    written_sequence    bigint,
    written_signal      text,
    written_description text,
    written_url         text,
    written_at          timestamptz,

    unique (forge, repository_id, sha, context)
);
create index target_due on target (due_at) where due_at is not null;
create index target_leased on target (forge, repository_id) where lease_until is not null;

-- A revision that wants something to stand on its target, with the last decision on it.
create table revision (
    id             uuid primary key,
    change         text        not null,
    head_sha       text        not null,
    base_ref       text        not null,
    target         bigint      not null references target,
    seen_at        timestamptz not null,
    awaited_since  timestamptz,          -- a verdict is owed since then
    correlation_id uuid        not null, -- of the event that last mattered, as the next two
    causation_id   uuid        not null,
    traceparent    text,
    sequence       bigint,
    verdict        text,
    description    text,
    decision       text                  -- the whole decision as JSON, for the page
);
create index revision_target on revision (target);

-- Events that are true but not yet sent.
create table outbox (
    number         bigint generated always as identity primary key,
    event_id       uuid        not null unique,
    type           text        not null,
    occurred_at    timestamptz not null,
    correlation_id uuid        not null,
    causation_id   uuid,
    traceparent    text,
    fact           text        not null
);

-- The key under which links to pages are made, where none is configured.
create table link_key (
    only_row boolean primary key default true check (only_row),
    key      bytea not null
);
