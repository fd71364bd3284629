-- A household that joined a matter is called back by itself (D11); and what of the guide was used in a call (J1–J8).
alter table follow_ups add column reporter bigint;
alter table follow_up_attempts add column questions text not null default '[]';
