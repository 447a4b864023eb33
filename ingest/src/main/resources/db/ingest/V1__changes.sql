-- What was told last about each change, so that a commit, a number or a check leads back to it.

create table change (
    id         text        primary key,
    repository text        not null,
    as_of      timestamptz not null, -- of the latest fact; older facts are ignored
    open       boolean     not null,
    -- Absent while only its closing was heard of.
    revision   uuid,
    head_sha   text,
    fact_type  text,
    fact       json
);

create index change_by_head on change (repository, head_sha) where open;
create index change_by_revision on change (repository, revision) where open;
create index change_closed on change (repository, as_of) where not open;
