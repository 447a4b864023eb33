-- What a repository held at first contact: its scans are kept, and nothing is ever decided on it.

alter table revision
    drop constraint revision_state_check,
    add check (state in ('open', 'superseded', 'closed', 'baseline'));
