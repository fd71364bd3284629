// What the server says and takes, member for member as its headers have it. The only file that the rest of the
// web imports types from, so that generated ones can stand behind it.

export type Id = string
/** Milliseconds since 1970, UTC. */
export type Instant = number
/** "2026-11-23" */
export type Day = string

// ---- complaints ----
export type Kind = 'complaint' | 'enquiry' | 'repair_request' | 'demand' | 'opinion' | 'violation'
export type About = 'household_matter' | 'office' | 'subordinate_company' | 'product' | 'other'
export type Source = 'phone' | 'walk_in' | 'letter' | 'message' | 'qr_code' | 'patrol' | 'follow_up' | 'authority' | 'imported'
export type Severity = 'slight' | 'ordinary' | 'serious' | 'critical'
export type Importance = 'ordinary' | 'important'
export type State = 'recorded' | 'verified' | 'referred' | 'answered' | 'closed' | 'withdrawn'
export type Phase = 'new_' | 'working' | 'waiting' | 'follow_up' | 'done'
export type Substance = 'substantiated' | 'partly' | 'unsubstantiated'
export type Agreement = 'agreed' | 'not_agreed' | 'unreachable' | 'not_asked'
export type Channel = 'phone' | 'face_to_face' | 'letter' | 'message'
export type ReportTo = 'department_director' | 'site_director'
export type Level = 'supervisor' | 'manager' | 'maker'
export type CallResult = 'reached' | 'unreachable' | 'refused'
export type Satisfaction = 'satisfied' | 'fairly_satisfied' | 'dissatisfied'
export type ObligationState = 'open' | 'kept' | 'kept_late' | 'waived'
export type Tab = 'mine' | 'unassigned' | 'team' | 'due_today' | 'all' | 'closed' | 'late'
export type Order = 'due' | 'newest'

export interface RecordComplaint {
  kind: Kind
  about?: About
  source: Source
  category: Id
  unit?: Id
  person?: Id
  caller_name?: string
  caller_phone?: string
  place?: string
  subject: string
  text: string
  wants?: string
  severity?: Severity
  importance?: Importance
  responsible?: Id
  executor?: Id
  department?: Id
  promised_at?: Instant
}
interface Versioned {
  version: number
}
export interface VerifyComplaint extends Versioned { substance: Substance; finding: string; cause?: string }
export interface ReportComplaint extends Versioned { to: ReportTo; text: string }
export interface AssignComplaint extends Versioned { responsible: Id; executor?: Id }
export interface HandOverComplaint extends Versioned { department: Id; responsible?: Id; reason: string }
export interface ReferComplaint extends Versioned { reason: string; proposal?: string }
export interface DecideComplaint extends Versioned { decision: string; department?: Id; responsible?: Id }
export interface PromiseAnswer extends Versioned { promised_at: Instant; what: string; reason?: string }
export interface AnswerComplaint extends Versioned { channel: Channel; text: string }
export interface RecordAgreement extends Versioned { agreement: Agreement; reason?: string }
export interface CloseComplaint extends Versioned { outcome: string }
export interface ReopenComplaint extends Versioned { reason: string }
export interface WithdrawComplaint extends Versioned { reason: string }
export interface NoteComplaint { text: string }
export interface ChangeImportance extends Versioned { importance: Importance; severity: Severity; reason: string }
export interface RaiseComplaint extends Versioned { level: Level; body?: string; text: string }
export interface AskOutside extends Versioned { body: string; text: string }
export interface RecordOutsideAnswer extends Versioned { body: string; text: string }
export interface RecordCall { result: CallResult; satisfaction?: Satisfaction; text?: string }

export interface Changed {
  id: Id
  number: string
  state: State
  phase: Phase
  version: number
  event: Id
}

export interface OwedView {
  id: Id
  clause: string
  act: string
  state: ObligationState
  breached: boolean
  owing_post: string
  owner?: Id
  owner_name: string
  opened_at: Instant
  due_at: Instant
  first_due_at: Instant
  moved: number
  ended_at?: Instant
  paused_at?: Instant
  reason: string
  may_waive: boolean
  may_move: boolean
}

export interface ComplaintRow {
  id: Id
  number: string
  kind: Kind
  source: Source
  state: State
  phase: Phase
  subject: string
  room: string
  customer: string
  responsible?: Id
  responsible_name: string
  department_name: string
  category: Id
  category_name: string
  severity: Severity
  importance: Importance
  received_at: Instant
  closed_at?: Instant
  next_clause: string
  next_act: string
  next_due_at?: Instant
  next_opened_at?: Instant
  next_paused: boolean
  version: number
}

export interface ListComplaints {
  tab?: Tab
  order?: Order
  kind?: Kind
  state?: State
  category?: Id
  department?: Id
  responsible?: Id
  unit?: Id
  person?: Id
  from?: Day
  until?: Day
  cursor?: string
  limit?: number
}
export interface ComplaintList { rows: ComplaintRow[]; next: string; total: number; total_capped: boolean }

export interface TimelineEntry {
  id: Id
  at: Instant
  event: string
  actor?: Id
  actor_name: string
  clause: string
  facts: Record<string, unknown> | null
  personal: Record<string, unknown> | null
}
export interface AttachmentView { id: Id; name: string; media_type: string; size: number; added_at: Instant; added_by_name: string }
export interface CustomerCard {
  person?: Id
  unit?: Id
  name: string
  role: string
  room: string
  phone: string
  has_phone: boolean
  note: string
  earlier: ComplaintRow[]
}
export type ActionName =
  | 'verify' | 'report' | 'assign' | 'hand_over' | 'refer' | 'decide' | 'promise' | 'answer' | 'agree' | 'close' | 'reopen'
  | 'withdraw' | 'note' | 'call' | 'attach' | 'raise' | 'ask_outside' | 'record_outside_answer' | 'importance'
export interface Action { name: ActionName; allowed: boolean; refusal: string; clause: string }

export interface ComplaintPage {
  id: Id
  number: string
  version: number
  kind: Kind
  about: About
  source: Source
  state: State
  phase: Phase
  category: Id
  category_name: string
  severity: Severity
  importance: Importance
  subject: string
  text: string
  wants: string
  place: string
  received_at: Instant
  receiver: Id
  receiver_name: string
  responsible?: Id
  responsible_name: string
  executor?: Id
  executor_name: string
  department?: Id
  department_name: string
  substance?: Substance
  finding: string
  cause: string
  decision: string
  answer: string
  verified_at?: Instant
  promised_at?: Instant
  first_promised_at?: Instant
  answered_at?: Instant
  closed_at?: Instant
  agreement?: Agreement
  agreement_reason: string
  outcome: string
  hand_overs: number
  reopened: number
  owed: OwedView[]
  timeline: TimelineEntry[]
  attachments: AttachmentView[]
  customer: CustomerCard
  actions: Action[]
}

export interface ClockPreview { clause: string; act: string; owing_post: string; due_at?: Instant; starts_on: string }
export interface ClockPreviews { clocks: ClockPreview[] }
export interface CategoryView { id: Id; parent?: Id; name: string; initials: string; department?: Id }
export interface CategoryTree { categories: CategoryView[] }

// ---- Today ----
export type Lane = 'complaint' | 'follow_up' | 'other'
export interface Pin {
  id: Id
  complaint: Id
  number: string
  lane: string
  clause: string
  act: string
  label: string
  due_at: Instant
  done: boolean
}
export interface FollowUpRow {
  id: Id
  complaint: Id
  number: string
  customer: string
  room: string
  subject: string
  opened_at: Instant
  due_at: Instant
  attempts: number
}
export interface TabCount { tab: Tab; count: number }
export interface RateView { clause: string; name_key: string; kept: number; due: number; percent_hundredths: number; target_hundredths: number }
export interface AlertView {
  id: Id
  obligation: Id
  complaint: Id
  number: string
  subject: string
  clause: string
  act: string
  owner_name: string
  step: number
  at: Instant
  due_at: Instant
  seen: boolean
}
export interface Today {
  now: Instant
  late: number
  due_today: number
  next?: Pin
  pins: Pin[]
  tabs: TabCount[]
  queue: ComplaintList
  follow_ups: FollowUpRow[]
  follow_ups_total: number
  rates: RateView[]
  alerts: AlertView[]
}

// ---- obligations ----
export interface ObligationChanged { id: Id; state: ObligationState; due_at: Instant }
export interface Pause { from: Instant; until?: Instant; reason: string }
export interface Move { at: Instant; from_due: Instant; to_due: Instant; reason: string; actor?: Id }
export interface Why {
  clause: string
  rulebook_version: string
  opening_event: string
  opened_at: Instant
  counting: 'natural' | 'working' | 'end_of_day' | 'promised' | string
  days: number
  minutes: number
  skipped_days: Day[]
  skipped_names: string[]
  pauses: Pause[]
  moves: Move[]
  computed_due: Instant
  reading: string
  source: string
}

// ---- compliance ----
export interface ClauseFigure {
  clause: string
  chapter: string
  title_zh_hans: string
  title_zh_hant: string
  title_en: string
  mechanisms: string[]
  enforced: boolean
  unconfirmed: boolean
  reading: string
  reading_zh_hans?: string
  reading_zh_hant?: string
  reading_en?: string
  /** The clauses whose figures these are. */
  counts?: string[]
  due: number
  kept: number
  kept_late: number
  late_open: number
  open: number
  waived: number
  asked: number
  passed: number
  refused: number
  target_hundredths?: number
  rate_hundredths?: number
}
export interface DayPoint { day: Day; kept: number; kept_late: number; late_open: number; open: number }
export interface Compliance { from: Day; until: Day; rulebook_version: string; clauses: ClauseFigure[]; days: DayPoint[] }
export type Figure = 'due' | 'kept' | 'kept_late' | 'late_open' | 'open' | 'waived' | 'passed' | 'refused'
export interface FigureRow {
  obligation?: Id
  subject_kind: string
  subject_id: string
  number: string
  subject: string
  room: string
  act: string
  owner_name: string
  opened_at: Instant
  due_at?: Instant
  ended_at?: Instant
  outcome: string
  refusal: string
}
export interface FigureRows { rows: FigureRow[]; next: string; total: number }
export interface ParameterView {
  name: string
  value: string
  unit: string
  reading: string
  reading_zh_hans?: string
  reading_zh_hant?: string
  reading_en?: string
  unstated: boolean
  confirmed: boolean
  confirmed_by_name: string
  confirmed_at?: Instant
  from: Day
}
export interface ClauseView {
  clause: string
  chapter: string
  title_zh_hans: string
  title_zh_hant: string
  title_en: string
  source: string
  reading: string
  reading_zh_hans?: string
  reading_zh_hant?: string
  reading_en?: string
  mechanisms: string[]
  enforced: boolean
  parameters: ParameterView[]
  gates: string[]
  may_confirm: boolean
}
export interface ConfirmParameter { parameter: string; value: string; reason: string }

// ---- customers ----
export type PersonKind = 'person' | 'enterprise'
export type Role = 'owner' | 'tenant' | 'occupant' | 'guest' | 'enterprise_user'
export type PersonalField = 'name' | 'phone' | 'id_number'
export interface CreatePerson {
  kind?: PersonKind
  name: string
  phones?: string[]
  id_number?: string
  note?: string
  unit?: Id
  role?: Role
  since?: Day
}
export interface PersonCreated { id: Id; version: number }
export interface CreatedId { id: Id }
export interface Disclose { field: PersonalField; reason: string }
export interface Disclosed { values: string[] }
export interface Household {
  unit?: Id
  room: string
  person?: Id
  name: string
  role: string
  phone: string
  note: string
  open_matters: number
}
export interface Households { households: Household[] }
export interface BuildingRow { id: Id; name: string; units: number }
export interface BuildingList { buildings: BuildingRow[] }
export interface UnitRow { id: Id; room: string; people: string; note: string }
export interface UnitList { units: UnitRow[]; next: string; total: number }
export interface RoleView { unit: Id; room: string; role: Role; since: Day; until?: Day }
export interface PersonView {
  id: Id
  kind: PersonKind
  name: string
  phones: string[]
  id_number: string
  note: string
  roles: RoleView[]
  erased: boolean
  version: number
}

// ---- organisation ----
export type Post =
  | 'general_manager' | 'site_director' | 'customer_service_manager' | 'supervisor' | 'service_officer' | 'hotline_operator'
  | 'technician' | 'storekeeper' | 'finance' | 'department_manager' | 'quality_department' | 'system_administrator'
export type Permission =
  | 'anyone' | 'see_complaints' | 'record_complaints' | 'verify_complaints' | 'report_complaints' | 'hand_over_complaints'
  | 'refer_complaints' | 'decide_complaints' | 'promise_answers' | 'answer_complaints' | 'close_complaints'
  | 'reopen_complaints' | 'call_back' | 'waive_obligations' | 'move_obligations' | 'see_obligations' | 'see_compliance'
  | 'see_customers' | 'edit_customers' | 'reveal_personal_data' | 'erase_personal_data' | 'see_organisation'
  | 'edit_organisation' | 'manage_accounts' | 'see_journal' | 'publish_rulebook' | 'confirm_unstated' | 'see_rulebook'
  | 'import_history' | 'backup' | 'move_clock'
export interface Site { id: Id; name: string; short_name: string; zone_offset_minutes: number; week: unknown; version: number }
export interface Department { id: Id; site: Id; name: string; director?: Id; service_centre: boolean; version: number }
export interface DepartmentList { departments: Department[] }
export interface StaffPost { post: Post; site?: Id; department?: Id }
export interface StaffView {
  id: Id
  name: string
  login: string
  site?: Id
  department?: Id
  department_name: string
  posts: StaffPost[]
  active: boolean
  has_account: boolean
  initials: string
  version: number
}
export interface StaffList { staff: StaffView[] }
export interface CreateStaff { name: string; login?: string; department?: Id; posts?: StaffPost[] }
export interface StaffCreated { id: Id; one_time_password: string; version: number }
export interface ChangeStaff { version: number; name: string; department?: Id; posts: StaffPost[]; active: boolean }
export interface NameDeputy { deputy: Id; from: Instant; until: Instant; reason: string }
export interface Me {
  staff: Id
  name: string
  login: string
  posts: Post[]
  permissions: Permission[]
  site?: Id
  sites: Site[]
  department_name: string
  company_name: string
  must_change_password: boolean
  manual_clock: boolean
  now: Instant
  warnings: string[]
  version: string
}
export interface SignIn { login: string; password: string }
export interface ChangePassword { old_password: string; new_password: string }

// ---- search ----
export interface SearchResult { what: 'complaint' | 'person' | 'unit'; id: Id; title: string; subtitle: string; room: string; phase?: Phase }
export interface SearchResults { results: SearchResult[] }

// ---- trouble (RFC 9457) ----
export interface FieldError { field: string; code: string }
export interface ProblemBody {
  type?: string
  title?: string
  status?: number
  detail?: string
  code?: string
  clause?: string
  fields?: FieldError[]
  details?: Record<string, unknown>
}
