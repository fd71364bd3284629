-- name: search_put
insert into search_entries (id, site, what, words) values ($1, $2, $3, $4)
on conflict (id) do update set site = excluded.site, words = excluded.words where search_entries.what = excluded.what

-- name: search_drop
delete from search_entries where id = $1 and what = $2

-- name: search_find (sqlite)
select e.what, e.id
  from search_index i join search_entries e on e.id = i.rowid
 where i.search_index match $1 and e.site = $2 and ($3 is null or e.what = $3) 
   and not exists (select 1 from json_each($4) p where instr(' ' || e.words || ' ', p.value) = 0)
 order by i.rowid desc limit $5

-- name: search_find (postgresql)
with matching as materialized (
    select id, what
      from search_entries
     where lexemes @@ cast($1 as tsquery) and site = $2 and (cast($3 as text) is null or what = $3)
       and not exists (select 1 from unnest(cast($4 as text[])) as phrases (phrase)
                        where strpos(' ' || words || ' ', phrase) = 0)
)
select what, id from matching order by id desc limit $5

-- Common words stand among the newest entries: looked at first, because gathering all that match would take long.
-- name: search_find_newest (postgresql)
select what, id
  from (select id, what, words, lexemes from search_entries where site = $2 order by id desc limit 5000) newest
 where lexemes @@ cast($1 as tsquery) and (cast($3 as text) is null or what = $3)
   and not exists (select 1 from unnest(cast($4 as text[])) as phrases (phrase)
                    where strpos(' ' || words || ' ', phrase) = 0)
 order by id desc limit $5

-- A rare word's plan is not a common word's, nor a small site's a large one's: each search is planned for itself.
-- name: search_plan_anew (postgresql)
select set_config('plan_cache_mode', 'force_custom_plan', true)
