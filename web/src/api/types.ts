// What the server says and takes: short names for the types generated from its OpenAPI document (`npm run api`), and
// what the document leaves open said more exactly. The rest of the web imports types only from here.
import type { components, operations } from './schema'

type S = components['schemas']

export type Id = string
/** Milliseconds since 1970, UTC. */
export type Instant = number
/** "2026-11-23" */
export type Day = string

export type About = S['About']
export type AcknowledgeAlert = S['AcknowledgeAlert']
export type AddRole = S['AddRole']
export type Agreement = S['Agreement']
export type AlertView = S['AlertView']
export type DebtView = S['DebtView']
export type AnswerComplaint = S['AnswerComplaint']
export type AskOutside = S['AskOutside']
export type AssignComplaint = S['AssignComplaint']
export type AttachmentView = S['AttachmentView']
export type BuildingList = S['BuildingList']
export type BuildingRow = S['BuildingRow']
export type CallResult = S['CallResult']
export type CategoryTree = S['CategoryTree']
export type CategoryView = S['CategoryView']
export type ChainMatter = S['ChainMatter']
export type ChangeCompany = S['ChangeCompany']
export type ChangeDepartment = S['ChangeDepartment']
export type ChangeImportance = S['ChangeImportance']
export type ChangePassword = S['ChangePassword']
export type ChangePerson = S['ChangePerson']
export type ChangeSite = S['ChangeSite']
export type ChangeStaff = S['ChangeStaff']
export type Changed = S['Changed']
export type Channel = S['Channel']
export type ClauseFigure = S['ClauseFigure']
export type ClauseView = S['ClauseView']
export type ClockPreview = S['ClockPreview']
export type ClockPreviews = S['ClockPreviews']
export type ClockView = S['ClockView']
export type CloseComplaint = S['CloseComplaint']
export type Company = S['Company']
export type ComplaintList = S['ComplaintList']
export type ComplaintRow = S['ComplaintRow']
export type Compliance = S['Compliance']
export type ConfirmParameter = S['ConfirmParameter']
export type ConsentView = S['ConsentView']
export type Connections = S['Connections']
export type CreateBuilding = S['CreateBuilding']
export type CreateDepartment = S['CreateDepartment']
export type CreatePerson = S['CreatePerson']
export type CreateSite = S['CreateSite']
export type CreateStaff = S['CreateStaff']
export type CreateUnit = S['CreateUnit']
export type Created = S['Created']
export type CreatedId = S['CreatedId']
export type CustomerCard = S['CustomerCard']
export type CustomerImport = S['CustomerImport']
export type CustomerImportList = S['CustomerImportList']
export type DayPoint = S['DayPoint']
export type DecideComplaint = S['DecideComplaint']
export type Department = S['Department']
export type DepartmentList = S['DepartmentList']
export type DeputyNamed = S['DeputyNamed']
export type Disclose = S['Disclose']
export type Disclosed = S['Disclosed']
export type EndRole = S['EndRole']
export type ErasePerson = S['ErasePerson']
export type Erased = S['Erased']
export type Figure = S['Figure']
export type FigureRow = S['FigureRow']
export type FigureRows = S['FigureRows']
export type FollowUpRow = S['FollowUpRow']
export type HandOverComplaint = S['HandOverComplaint']
export type Health = S['Health']
export type HotSpot = S['HotSpot']
export type HotSpots = S['HotSpots']
export type Household = S['Household']
export type Households = S['Households']
export type ImportField = S['ImportField']
export type ImportProgress = S['ImportProgress']
export type Importance = S['Importance']
export type Kind = S['Kind']
export type Level = S['Level']
export type LikelySameList = S['LikelySameList']
export type Merged = S['Merged']
export type LikelyMatter = S['LikelyMatter']
export type LikelyMatters = S['LikelyMatters']
export type LinkKind = S['LinkKind']
export type LinkView = S['LinkView']
export type Move = S['Move']
export type MoveClock = S['MoveClock']
export type NameDeputy = S['NameDeputy']
export type NoteComplaint = S['NoteComplaint']
export type ObligationChanged = S['ObligationChanged']
export type ObligationState = S['State2']
export type Order = S['Order']
export type OtherMatter = S['OtherMatter']
export type OwedView = S['OwedView']
export type ParameterView = S['ParameterView']
export type PasswordChanged = S['PasswordChanged']
export type Pause = S['Pause']
export type PersonCreated = S['PersonCreated']
export type PersonFile = S['PersonFile']
export type PersonKind = S['PersonKind']
export type PersonView = S['PersonView']
export type PersonalField = S['PersonalField']
export type Phase = S['Phase']
export type Pin = S['Pin']
export type Post = S['Post']
export type PromiseAnswer = S['PromiseAnswer']
export type RaiseComplaint = S['RaiseComplaint']
export type RateView = S['RateView']
export type RecordAgreement = S['RecordAgreement']
export type RecordCall = S['RecordCall']
export type RecordComplaint = S['RecordComplaint']
export type RecordOutsideAnswer = S['RecordOutsideAnswer']
export type RecurrenceChain = S['RecurrenceChain']
export type RecurrenceList = S['RecurrenceList']
export type ReferComplaint = S['ReferComplaint']
export type ReopenComplaint = S['ReopenComplaint']
export type ReportComplaint = S['ReportComplaint']
export type ReportTo = S['ReportTo']
export type ReporterView = S['ReporterView']
export type ResetPassword = S['ResetPassword']
export type Role = S['Role']
export type RoleView = S['RoleView']
export type RowOutcome = S['RowOutcome']
export type Satisfaction = S['Satisfaction']
export type SearchResult = S['SearchResult']
export type SearchResults = S['SearchResults']
export type Severity = S['Severity']
export type SignIn = S['SignIn']
export type SignOut = S['SignOut']
export type Site = S['Site']
export type Source = S['Source']
export type SplitDone = S['SplitDone']
export type SpotFigure = S['SpotFigure']
export type StaffCreated = S['StaffCreated']
export type StaffList = S['StaffList']
export type StaffPost = S['StaffPost']
export type StaffView = S['StaffView']
export type State = S['State']
export type Substance = S['Substance']
export type Tab = S['Tab']
export type TabCount = S['TabCount']
export type Today = S['Today']
export type UnitList = S['UnitList']
export type UnitRow = S['UnitRow']
export type UnitView = S['UnitView']
export type Verdict = S['Verdict']
export type VerifyComplaint = S['VerifyComplaint']
export type WaiveObligation = S['WaiveObligation']
export type What = S['What']
export type Why = S['Why']
export type WithdrawComplaint = S['WithdrawComplaint']
export type WorkingSpan = S['WorkingSpan']

/** Of an obligation. */
export type ListComplaints = NonNullable<operations['list_complaints']['parameters']['query']>
export type Lane = 'complaint' | 'follow_up' | 'other'

// ---- said more exactly than the document does ----
export type ActionName =
  | 'verify' | 'report' | 'assign' | 'hand_over' | 'refer' | 'decide' | 'promise' | 'answer' | 'agree' | 'close' | 'reopen'
  | 'withdraw' | 'note' | 'call' | 'attach' | 'raise' | 'ask_outside' | 'record_outside_answer' | 'importance'
  | 'join' | 'tell_reporter' | 'link' | 'unlink' | 'merge' | 'unmerge' | 'split' | 'study_recurrence'
export type Action = Omit<S['Action'], 'name'> & { name: ActionName }
export type TimelineEntry = Omit<S['TimelineEntry'], 'facts' | 'personal'> & {
  facts: Record<string, unknown> | null
  /** Null after lawful erasure. */
  personal: Record<string, unknown> | null
}
export type ComplaintPage = Omit<S['ComplaintPage'], 'actions' | 'timeline'> & { actions: Action[]; timeline: TimelineEntry[] }

export type Permission =
  | 'anyone' | 'see_complaints' | 'record_complaints' | 'verify_complaints' | 'report_complaints' | 'hand_over_complaints'
  | 'refer_complaints' | 'decide_complaints' | 'promise_answers' | 'answer_complaints' | 'close_complaints'
  | 'reopen_complaints' | 'call_back' | 'waive_obligations' | 'move_obligations' | 'see_obligations' | 'see_compliance'
  | 'see_customers' | 'edit_customers' | 'reveal_personal_data' | 'erase_personal_data' | 'see_organisation'
  | 'edit_organisation' | 'manage_accounts' | 'see_journal' | 'publish_rulebook' | 'confirm_unstated' | 'see_rulebook'
  | 'import_history' | 'backup' | 'move_clock' | 'sign_follow_ups' | 'plan_follow_ups' | 'link_complaints' | 'see_boards'
  | 'review_wording' | 'edit_phrases' | 'see_daily_review' | 'sign_daily_review' | 'import_customers' | 'merge_persons'
  | 'export_personal_data' | 'moderate_public_desk' | 'manage_public_desk' | 'manage_notices' | 'share_views'
export type Me = Omit<S['Me'], 'posts' | 'permissions'> & { posts: S['Post'][]; permissions: Permission[] }

// ---- trouble (RFC 9457) ----
/** As it arrives: nothing in it is certain when something between page and server spoke. */
export type ProblemBody = Partial<S['Problem']>
export type FieldError = NonNullable<S['Problem']['fields']>[number]
