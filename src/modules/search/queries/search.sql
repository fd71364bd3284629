-- name: search_put_complaint (sqlite)
insert into search_complaint (rowid, words, site) select $1, $2, $3 where $4 is not null

-- name: search_put_complaint (postgresql)
insert into search_complaint (id, words, site, folded) values ($1, array_to_tsvector(string_to_array($2, ' ')), $3, $4)

-- name: search_drop_complaint (sqlite)
delete from search_complaint where rowid = $1

-- name: search_drop_complaint (postgresql)
delete from search_complaint where id = $1

-- name: search_find_complaint (sqlite)
select rowid from search_complaint where search_complaint match $1 and site = $2 and $3 is not null and $4 is not null and $5 is not null
 order by rowid desc limit $6

-- name: search_find_complaint (postgresql)
select id from search_complaint where words @@ cast($1 as tsquery) and site = $2
   and folded like $3 and folded like $4 and folded like $5
 order by id desc limit $6

-- name: search_put_person (sqlite)
insert into search_person (rowid, words, site) select $1, $2, $3 where $4 is not null

-- name: search_put_person (postgresql)
insert into search_person (id, words, site, folded) values ($1, array_to_tsvector(string_to_array($2, ' ')), $3, $4)

-- name: search_drop_person (sqlite)
delete from search_person where rowid = $1

-- name: search_drop_person (postgresql)
delete from search_person where id = $1

-- name: search_find_person (sqlite)
select rowid from search_person where search_person match $1 and site = $2 and $3 is not null and $4 is not null and $5 is not null
 order by rowid desc limit $6

-- name: search_find_person (postgresql)
select id from search_person where words @@ cast($1 as tsquery) and site = $2
   and folded like $3 and folded like $4 and folded like $5
 order by id desc limit $6

-- name: search_put_unit (sqlite)
insert into search_unit (rowid, words, site) select $1, $2, $3 where $4 is not null

-- name: search_put_unit (postgresql)
insert into search_unit (id, words, site, folded) values ($1, array_to_tsvector(string_to_array($2, ' ')), $3, $4)

-- name: search_drop_unit (sqlite)
delete from search_unit where rowid = $1

-- name: search_drop_unit (postgresql)
delete from search_unit where id = $1

-- name: search_find_unit (sqlite)
select rowid from search_unit where search_unit match $1 and site = $2 and $3 is not null and $4 is not null and $5 is not null
 order by rowid desc limit $6

-- name: search_find_unit (postgresql)
select id from search_unit where words @@ cast($1 as tsquery) and site = $2
   and folded like $3 and folded like $4 and folded like $5
 order by id desc limit $6
