-- What nobody could handle, without its content: one row for each record that a service failed on,
-- or for all parts of a delivery together.
create table dead_letter (
    id              uuid        primary key,
    reader          text        not null, -- the consumer group that failed
    topic           text        not null,
    place           int         not null, -- the partition
    offsets         bigint[]    not null,
    -- What the record says of itself, unchecked.
    record_key      text,
    event_type      text,
    correlation_id  text,
    organisation    text, -- absent where it does not say; then only administrators see it
    repository      text,
    delivery        text,
    parts           int         not null,
    value_bytes     bigint      not null,
    left_out        text,
    -- The latest failure.
    error_class     text        not null,
    reason          text        not null,
    cause           text,
    attempts        int         not null,
    first_failed_at timestamptz not null,
    last_failed_at  timestamptz not null,
    -- What people did about it.
    status          text        not null check (status in ('open', 'replayed', 'dropped')),
    status_since    timestamptz not null,
    status_by       text,
    status_reason   text,
    replays         int         not null
);

create index dead_letter_by_time on dead_letter (first_failed_at desc, id desc);
create index dead_letter_by_organisation
    on dead_letter (organisation, first_failed_at desc, id desc);
create index dead_letter_by_last_failure on dead_letter (last_failed_at);

-- Every failure, by its place on sluice.dead-letters: read twice it is the same.
create table dead_letter_failure (
    letter      uuid        not null references dead_letter on delete cascade,
    place       int         not null,
    position    bigint      not null,
    first_part  bigint      not null, -- the first offset that failed
    failed_at   timestamptz not null,
    error_class text        not null,
    reason      text        not null,
    cause       text,
    primary key (letter, place, position)
);

-- Deliveries that were translated again from a time on; at most one run at a time.
create table delivery_replay (
    id           uuid        primary key,
    since        timestamptz not null,
    repository   text,
    dry_run      boolean     not null,
    requested_by text        not null,
    status       text        not null
        check (status in ('running', 'done', 'failed', 'interrupted')),
    started_at   timestamptz not null,
    updated_at   timestamptz not null,
    total        bigint      not null default 0,
    read         bigint      not null default 0,
    translated   bigint      not null default 0,
    events       bigint      not null default 0,
    ignored      bigint      not null default 0,
    failed       bigint      not null default 0,
    skipped      bigint      not null default 0,
    detail       text
);

create unique index delivery_replay_running on delivery_replay ((true)) where status = 'running';
