-- Results of other tools by commit: they may come before the change, after it, or for a commit that
-- never has one, and they are what later ones are compared with. Part 0 is the ending.
create table submission_fact (
    repository   text        not null,
    sha          text        not null,
    scanner      text        not null,
    submission   uuid        not null,
    part         int         not null,
    submitted_at timestamptz not null,
    type         text        not null,
    fact         json        not null,
    primary key (repository, sha, scanner, submission, part)
);

create index submission_by_age on submission_fact (submitted_at);

create index revision_by_head on revision ((revision ->> 'headSha')) where state = 'open';
