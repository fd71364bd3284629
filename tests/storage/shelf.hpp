// A small schema for the store's own tests: things with every kind of value, and a counter.
#pragma once
#include "support/databases.hpp"

namespace huiyin::store::shelf {

inline const std::vector<embedded::File>& migrations() {
    static const std::vector<embedded::File> files{support::migration("0001_shelf.sql", R"(
create table things (
    id {id},
    name text unique,
    amount bigint,
    content {blob},
    version bigint not null default 0
);
create table counters (site bigint not null, day integer not null, last bigint not null, primary key (site, day)) {keyed};
insert into counters (site, day, last) values (1, 1, 0);
)")};
    return files;
}

inline const QueryFile queries{"tests/shelf", R"(
-- name: insert_thing
insert into things (id, name, amount, content) values ($1, $2, $3, $4)
-- name: insert_name
insert into things (id, name) values ($1, $2)
-- name: thing
select name, amount, content from things where id = $1
-- name: names
select name from things order by name
-- name: ids
select id from things order by id
-- name: count_things
select count(*) from things
-- name: rename
update things set name = $2, version = version + 1 where id = $1 and version = $3
-- name: backwards
select cast($2 as bigint) - cast($1 as bigint)
-- name: with_casts
select $2::bigint - $1::bigint
-- name: next_number
update counters set last = last + 1 where site = 1 and day = 1 returning last
-- name: last_number
select last from counters where site = 1 and day = 1
-- name: set_number
update counters set last = $1 where site = 1 and day = 1
-- name: wrong
select nothing from nowhere
-- name: engine (sqlite)
select 'sqlite'
-- name: engine (postgresql)
select 'postgresql'
-- name: only_sqlite (sqlite)
select 1
)"};
inline const Query& q(std::string_view name) { return queries.at(name); }

struct Thing {
    std::optional<std::string> name;
    std::optional<std::int64_t> amount;
    std::optional<Bytes> content;
};
BOOST_DESCRIBE_STRUCT(Thing, (), (name, amount, content))

}  // namespace huiyin::store::shelf
