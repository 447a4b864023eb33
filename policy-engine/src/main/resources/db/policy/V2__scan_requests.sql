-- Somebody asks for a revision to be scanned and decided again.

-- Every request that was ever taken, so that none counts twice.
create table scan_request (
    id       uuid primary key,
    revision uuid not null references revision (id) on delete cascade
);

-- The event that asked for the scan which a fact comes from.
alter table scan_fact add column asked_by uuid;
alter table revision add column description_asked_by uuid;

-- While a request is in force, only the facts that it led to count.
alter table revision add column request uuid;
alter table revision add column request_time timestamptz;
-- Whether somebody waits for its answer: the next decision is made even if it says the same.
alter table revision add column owed boolean not null default false;
