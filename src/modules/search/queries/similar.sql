-- name: similar_learn (sqlite)
insert into search_word_counts (site, word, count) values ($1, $2, 1)
on conflict (site, word) do update set count = count + 1

-- name: similar_learn (postgresql)
insert into search_word_counts (site, word, count) select $1, word, 1 from unnest(cast($2 as text[])) as words (word)
on conflict (site, word) do update set count = search_word_counts.count + 1

-- name: similar_learnt
select count from search_word_counts where site = $1 and word = ''

-- name: similar_counts (sqlite)
select word, count from search_word_counts where site = $1 and word in (select value from json_each($2))

-- name: similar_counts (postgresql)
select word, count from search_word_counts where site = $1 and word = any(cast($2 as text[]))

-- name: similar_candidates (sqlite)
select e.id, e.words
  from search_index i join search_entries e on e.id = i.rowid
 where i.search_index match $1 and e.site = $2 and e.what = 'complaint'
 order by i.rowid desc limit $3

-- name: similar_candidates (postgresql)
with matching as materialized (
    select id, words from search_entries where lexemes @@ cast($1 as tsquery) and site = $2 and what = 'complaint'
)
select id, words from matching order by id desc limit $3

-- Common words stand among the newest entries.
-- name: similar_newest (postgresql)
select id, words
  from (select id, words, lexemes, what from search_entries where site = $2 order by id desc limit 3000) newest
 where lexemes @@ cast($1 as tsquery) and what = 'complaint'
 order by id desc limit $3

-- name: similar_given (sqlite)
select id, words from search_entries where id in (select value from json_each($1)) and what = 'complaint'

-- name: similar_given (postgresql)
select id, words from search_entries where id = any(cast($1 as bigint[])) and what = 'complaint'
