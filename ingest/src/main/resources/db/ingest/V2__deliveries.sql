-- What became of every delivery: one row for each time that it was accepted.
create table delivery (
    id              uuid        not null, -- the correlation id; a redelivery has the same
    accepted_at     timestamptz not null,
    forge           text        not null,
    delivery_id     text        not null, -- the forge's
    event           text        not null,
    -- Absent where the delivery does not say; then only administrators see it.
    organisation    text,
    repository      text,
    repository_name text,
    fate            text        not null,
    reason          text,
    events          json        not null,
    entered_at      timestamptz not null,
    primary key (id, accepted_at)
);

create index delivery_by_time on delivery (accepted_at desc, id desc);
create index delivery_by_organisation on delivery (organisation, accepted_at desc, id desc);
create index delivery_by_repository on delivery (repository, accepted_at desc, id desc);
create index delivery_by_forges_id on delivery (delivery_id);
create index delivery_by_entry on delivery (entered_at);

-- Every fate that it had, by the record that told of it: a replay is told of by another.
create table delivery_fate (
    id          uuid        not null,
    accepted_at timestamptz not null,
    topic       text        not null,
    place       int         not null, -- the partition
    position    bigint      not null, -- the offset there
    fate        text        not null,
    reason      text,
    events      json        not null,
    entered_at  timestamptz not null,
    primary key (id, accepted_at, topic, place, position),
    foreign key (id, accepted_at) references delivery on delete cascade
);

-- Cursors of the interface are signed with it, by every replica with the same.
create table cursor_key (
    key text not null
);

insert into cursor_key
select gen_random_uuid()::text || gen_random_uuid()::text || gen_random_uuid()::text;
