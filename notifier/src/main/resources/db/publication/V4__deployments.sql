-- Deployments that wait for an answer, each with the latest decision on it.
create table deployment (
    id       text   primary key, -- forge/repository/deployment/number
    sequence bigint not null,
    decision text   not null     -- JSON
);
