-- What a forge still takes from us, per installation of an App or per token: kept here, so that a
-- restart or a second replica does not begin anew.
create table budget (
    installation  text primary key,
    paused_until  timestamptz,            -- nothing at all before: the forge said so, or is in trouble
    throttles     int not null default 0, -- in a row
    troubles      int not null default 0, -- in a row
    verdicts_from timestamptz,            -- nothing was left when last looked at; again from then
    others_from   timestamptz,
    primary_limit int,                    -- as the forge last told of its hourly limit
    primary_left  int,
    primary_reset timestamptz
);

-- What was paid in each second of the last hour.
create table spent (
    installation text        not null,
    second       timestamptz not null,
    points       int         not null,
    contents     int         not null,
    primary key (installation, second)
);

alter table target add column installation text; -- whose budget pays
update target set installation = forge;
alter table target alter column installation set not null;
create index target_paying on target (installation) where lease_until is not null;
