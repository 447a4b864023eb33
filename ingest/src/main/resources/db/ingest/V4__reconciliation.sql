-- What the reconciler remembers, so that a restart or another replica goes on where it was.

-- The repositories that were heard of.
create table repository (
    id           text        primary key, -- forge/number
    forge        text        not null,
    number       bigint      not null,
    owner_id     bigint      not null,
    owner        text        not null,
    name         text        not null,
    installation bigint,                  -- of the App, where that is how we may look at it
    met_at       timestamptz not null,
    baseline     text        not null     -- what its default branch holds at first contact
        check (baseline in ('unasked', 'wanted', 'raised', 'absent')),
    baseline_tries      int  not null default 0,
    baseline_not_before timestamptz
);
create index repository_of_forge on repository (forge, number);
create index repository_wanting on repository (forge, number) where baseline = 'wanted';

-- The heads that were raised because no webhook told of them.
create table raised_head (
    delivery  uuid        primary key, -- of the delivery that was stored: the correlation id
    revision  uuid        not null,
    raised_at timestamptz not null,
    times     int         not null default 1
);
create index raised_head_by_revision on raised_head (revision);

-- The heads that a list showed and nobody had told of, so that a webhook has its time, once.
create table missed_head (
    revision  uuid        primary key,
    missed_at timestamptz not null
);

-- When something was looked at last, so that it is the turn of what has waited longest.
create table look (
    what       text        not null, -- such as the pull requests of a repository
    name       text        not null, -- such as that repository
    looked_at  timestamptz not null,
    not_before timestamptz,          -- the forge did not show it: leave it alone until then
    primary key (what, name)
);

-- The event that told last, so that one who tells the same is known from the same one again.
alter table change add column event_id uuid;

-- Webhooks that the forge could not deliver, by its own id of the delivery.
create table redelivery (
    hook         text        not null,
    guid         text        not null,
    event        text        not null,
    attempt      bigint      not null, -- the latest that failed
    attempted_at timestamptz not null,
    asks         int         not null default 0,
    asked_at     timestamptz,
    given_up     boolean     not null default false,
    primary key (hook, guid)
);

-- Up to when the list of a webhook's deliveries was read.
create table hook (
    id         text primary key,
    read_until timestamptz not null
);

-- What the forge said last, so that it can be asked whether that is still so.
create table known_answer (
    request text primary key,
    etag    text not null,
    next    text, -- the query of the next page
    ids     text not null, -- what of it is needed while it holds: numbers, with a space between
    used_at timestamptz not null
);

-- What was spent of a forge's budget, by who pays.
create table allowance (
    payer        text primary key,
    hour_limit   int,
    hour_left    int,
    spent        int not null default 0,
    resets_at    timestamptz,
    paused_until timestamptz
);

-- Who reconciles: one at a time.
create table reconciler (
    only_row   boolean primary key default true check (only_row),
    holder     text,
    held_until timestamptz,
    next_round timestamptz
);
insert into reconciler default values;
