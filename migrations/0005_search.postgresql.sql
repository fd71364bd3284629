-- What can be searched, cut into our own tokens; folded is kept to check that the tokens of a phrase stand together.
create table search_complaint (id bigint primary key, site bigint not null, words tsvector not null, folded text not null);
create table search_person (id bigint primary key, site bigint not null, words tsvector not null, folded text not null);
create table search_unit (id bigint primary key, site bigint not null, words tsvector not null, folded text not null);
create index search_complaint_words on search_complaint using gin (words);
create index search_person_words on search_person using gin (words);
create index search_unit_words on search_unit using gin (words);
