-- Attendance (勤): what was late, missed, left early or worked over, by hand or from a sheet.
create table attendance (
    id {id},
    site bigint not null,
    staff bigint not null,
    day bigint not null,
    kind text not null,
    minutes integer not null,
    note text not null,
    source text not null,
    state text not null,
    recorded_at bigint not null,
    recorded_by bigint not null,
    version bigint not null
);
create unique index attendance_once on attendance (site, staff, day, kind) where state <> 'struck';
create index attendance_when on attendance (site, day);

-- What somebody holds to be wrong about an entry; somebody else decides.
create table attendance_corrections (
    id {id},
    site bigint not null,
    entry bigint not null,
    strike smallint not null,
    minutes integer not null,
    reason text not null,
    state text not null,
    asked_at bigint not null,
    asked_by bigint not null,
    ruled_at bigint,
    ruled_by bigint,
    ruling text not null,
    version bigint not null
);
create index attendance_corrections_of on attendance_corrections (entry);
create index attendance_corrections_open on attendance_corrections (site, state);

-- A sheet as it was uploaded and judged; it comes in whole or not at all.
create table attendance_imports (
    id {id},
    site bigint not null,
    name text not null,
    state text not null,
    entries text not null,
    row_count integer not null,
    refused_count integer not null,
    uploaded_at bigint not null,
    uploaded_by bigint not null,
    version bigint not null
);

insert into post_permissions (post, permission, scope) values
    ('supervisor', 'keep_attendance', 'site'),
    ('customer_service_manager', 'keep_attendance', 'site'),
    ('site_director', 'keep_attendance', 'site');
