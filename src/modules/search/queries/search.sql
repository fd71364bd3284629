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
select what, id
  from search_entries
 where lexemes @@ cast($1 as tsquery) and site = $2 and (cast($3 as text) is null or what = $3)
   and not exists (select 1 from unnest(cast($4 as text[])) as phrases (phrase)
                    where strpos(' ' || words || ' ', phrase) = 0)
 order by id desc limit $5

-- A word's plan depends on how common it is, so each search is planned for its own words.
-- name: search_plan_anew (postgresql)
select set_config('plan_cache_mode', 'force_custom_plan', true)
