-- Facts are kept as json and not as jsonb: the text stays as it was written, which digests are over,
-- and jsonb refuses the escape of the NUL character, which a message may hold.

-- Every transaction about a change locks its row first.
create table change (
    id        text primary key,
    closed_at timestamptz
);

create table revision (
    id               uuid primary key,
    change           text        not null references change (id),
    position         bigint      not null generated always as identity,
    revision         json        not null,
    repository       json        not null,
    state            text        not null check (state in ('open', 'superseded', 'closed')),
    fact_type        text,
    fact             json,
    fact_time        timestamptz,
    description      json,
    description_time timestamptz,
    -- The event heard last, which a decision follows from.
    cause            uuid        not null,
    correlation      uuid        not null,
    traceparent      text,
    deadline         timestamptz not null,
    due              timestamptz,
    last_sequence    bigint      not null default 0
);

create index revision_by_change on revision (change);
create index revision_due on revision (due) where state = 'open' and due is not null;

-- Part 0 is the ending, the others are what was found.
create table scan_fact (
    revision uuid        not null references revision (id) on delete cascade,
    scan     uuid        not null,
    part     int         not null,
    scanner  text        not null,
    type     text        not null,
    time     timestamptz not null,
    fact     json        not null,
    primary key (revision, scan, part)
);

create table decision (
    revision     uuid        not null references revision (id) on delete cascade,
    sequence     bigint      not null,
    position     bigint      not null generated always as identity,
    verdict      text        not null,
    decided_at   timestamptz not null,
    content      json        not null,
    inputs       json        not null,
    cause        uuid        not null,
    correlation  uuid        not null,
    traceparent  text,
    published_at timestamptz,
    primary key (revision, sequence)
);

create index decision_unpublished on decision (position) where published_at is null;
