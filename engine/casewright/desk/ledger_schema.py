"""The tables of the ledger, version by version: what is laid out is never changed, only added to."""

from casewright.desk import leaning

#: One script per version of the schema; a ledger of an older version runs those that it lacks, in order.
SCHEMA = (
    """
    create table drops (
      name text primary key, fingerprint text not null default '', state text not null, owner text not null default '',
      work text not null default '', note text not null default '', seen_at text not null, changed_at text not null);
    create table jobs (
      key text primary key, content text not null, drop_name text not null, ref text not null, folder text not null,
      state text not null, owner text not null default '', version integer not null default 0,
      target text not null default '', verdict text not null default '', course text not null default '',
      errors integer not null default 0, missing integer not null default 0, attempts integer not null default 0,
      note text not null default '', created_at text not null, changed_at text not null);
    create index jobs_by_content on jobs (content);
    create index jobs_by_drop on jobs (drop_name);
    create index jobs_by_folder on jobs (folder, version);
    create table transitions (
      id integer primary key, at text not null, subject text not null, name text not null, state text not null,
      note text not null default '');
    """,
    "alter table drops add column starts integer not null default 0",
    """
    alter table drops add column taken integer not null default 0;
    alter table jobs add column taken integer not null default 0;
    """,
    leaning.LEANINGS,
    "create table gone (what text not null, name text not null, since text not null, primary key (what, name))",
    "alter table drops add column files text not null default ''",
)
