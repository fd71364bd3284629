-- name: search_known
select what, words, site from search_entries where id = $1

-- name: search_add
insert into search_entries (id, site, what, words) values ($1, $2, $3, $4)

-- A trigger would do it for us, but a statement with a trigger makes FTS5 write out all that is pending before it.
-- name: search_add_to_index (sqlite)
insert into search_index (rowid, place, words) values ($1, '@@' || $2 || ' @@' || $2 || $3, $4)

-- name: search_change
update search_entries set site = $2, words = $3 where id = $1

-- name: search_drop
delete from search_entries where id = $1 and what = $2

-- name: search_find (sqlite)
select e.what, e.id
  from search_index i join search_entries e on e.id = i.rowid
 where i.search_index match $1 and e.site = $2 and ($3 is null or e.what = $3) 
   and not exists (select 1 from json_each($4) p where instr(' ' || e.words || ' ', p.value) = 0)
 order by i.rowid desc limit $5

-- PostgreSQL's index gives all that matches, in no order. So three ways, by how common the words are. First a look at
-- the newest entries: common words stand among them.
-- name: search_find_newest (postgresql)
select what, id
  from (select id, what, words, lexemes from search_entries
         where site = $2 and (cast($3 as text) is null or what = $3) order by id desc limit 1500) newest
 where lexemes @@ cast($1 as tsquery)
   and (cast($4 as text[]) = '{}' or not exists (select 1 from unnest(cast($4 as text[])) as phrases (phrase)
                                                  where strpos(' ' || words || ' ', phrase) = 0))
 order by id desc limit $5

-- name: search_find_few (postgresql)
-- Then all that the index gives, as long as they are few. $5: one more than few.
with few as materialized (
    select what, id from search_entries
     where lexemes @@ cast($1 as tsquery) and site = $2 and (cast($3 as text) is null or what = $3)
       and (cast($4 as text[]) = '{}' or not exists (select 1 from unnest(cast($4 as text[])) as phrases (phrase)
                                                      where strpos(' ' || words || ' ', phrase) = 0))
     limit $5
)
select what, id from few order by id desc

-- What is neither is met often enough on the way back from the newest.
-- name: search_find (postgresql)
select what, id
  from (select id, what, words, lexemes from search_entries
         where site = $2 and (cast($3 as text) is null or what = $3) order by id desc offset 0) backwards
 where lexemes @@ cast($1 as tsquery)
   and (cast($4 as text[]) = '{}' or not exists (select 1 from unnest(cast($4 as text[])) as phrases (phrase)
                                                  where strpos(' ' || words || ' ', phrase) = 0))
 limit $5

-- A rare word's plan is not a common word's, nor a small site's a large one's: each search is planned for itself.
-- name: search_plan_anew (postgresql)
select set_config('plan_cache_mode', 'force_custom_plan', true)

-- Only the index of words may answer: 'off' before, 'on' after.
-- name: search_plan_by_words (postgresql)
select set_config('enable_seqscan', $1, true), set_config('enable_indexscan', $1, true)
