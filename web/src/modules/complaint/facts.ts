// Turns a journal entry into what a person reads: a sentence, the words that were said, and the facts behind it.
// A code that has no word in the catalogue is left out; it never reaches the page.
import type { ComplaintPage, TimelineEntry } from '../../api/types'
import { dateTime } from '../../shared/clock'
import { has, t } from '../../shared/i18n'
import type { IconName } from '../../shared/Icon.vue'

export interface Names {
  staff: ReadonlyMap<string, string>
  departments: ReadonlyMap<string, string>
  categories: ReadonlyMap<string, string>
}

export interface Said { label: string, text: string }
export interface Told {
  sentence: string
  said: Said[] // the first is the matter itself, the rest carry their labels
  aside: string[] // short facts beside the time
  details: Said[] // everything else, behind "show more"
  icon: IconName
}

/** The clocks speak by themselves (a reminder, a time limit that ran out); such a line changes nothing under anybody's hands. */
export const bySomebody = (entry: TimelineEntry): boolean => !!entry.actor || !entry.event.startsWith('obligation.')

/** What was said, the most telling first. */
const spoken = ['text', 'finding', 'decision', 'what', 'outcome', 'reason', 'cause', 'proposal', 'wants', 'subject', 'body', 'place',
  'caller_name', 'caller_phone', 'name', 'remark']

/** Facts that are shown beside the time, per event. */
const beside: Record<string, string[]> = {
  'complaint.recorded': ['source', 'kind', 'questions'],
  'complaint.verified': ['substance'],
  'complaint.reported': ['to'],
  'complaint.handed_over': ['department', 'responsible'],
  'complaint.assigned': ['responsible', 'executor'],
  'complaint.decided': ['department', 'responsible'],
  'complaint.promised': ['promised_at'],
  'complaint.promise_moved': ['promised_at', 'was_promised_at'],
  'complaint.answered': ['channel'],
  'complaint.agreement_recorded': ['agreement'],
  'complaint.importance_changed': ['importance', 'severity'],
  'complaint.raised': ['level'],
  'follow_up.reached': ['satisfaction', 'questions'],
  'complaint.joined': ['source'],
  'complaint.reporter_told': ['channel'],
  'complaint.merged': ['other_number', 'household'],
  'complaint.merged_here': ['other_number'],
  'complaint.unmerged': ['other_number'],
  'complaint.unmerged_here': ['other_number'],
  'complaint.split': ['numbers'],
  'complaint.linked': ['link_kind', 'other_number'],
  'complaint.unlinked': ['link_kind', 'other_number'],
  'complaint.recurred': ['other_number'],
  'complaint.came_back': ['other_number'],
  'complaint.recurrence_studied': ['verdict'],
  'obligation.breached': ['act'],
  'obligation.escalated': ['act', 'to'],
  'obligation.waived': ['act'],
  'obligation.moved': ['act', 'to_due'],
}

/** A name alone would not say what it is the name of. */
const named = new Set(['questions', 'responsible', 'executor', 'department', 'level', 'to', 'to_post', 'promised_at'])

const icons: Record<string, IconName> = {
  'complaint.recorded': 'walk', 'complaint.verified': 'seal', 'complaint.reported': 'send', 'complaint.handed_over': 'send',
  'complaint.assigned': 'send', 'complaint.referred': 'send', 'complaint.decided': 'staff', 'complaint.promised': 'clock',
  'complaint.promise_moved': 'clock', 'complaint.answered': 'phone', 'complaint.agreement_recorded': 'people',
  'complaint.customer_wrote': 'message', 'complaint.closed': 'check', 'complaint.reopened': 'clock', 'complaint.attachment_added': 'camera',
  'complaint.joined': 'people', 'complaint.reporter_told': 'phone', 'complaint.merged': 'swap', 'complaint.merged_here': 'swap', 'complaint.unmerged': 'swap',
  'complaint.unmerged_here': 'swap', 'complaint.split': 'route', 'complaint.linked': 'clip', 'complaint.unlinked': 'clip', 'complaint.recurrence_studied': 'seal',
  'follow_up.attempted': 'phone', 'follow_up.reached': 'phone', 'follow_up.refused': 'phone',
}

const byWord: Record<string, string> = {
  kind: 'kind', about: 'about', source: 'source', severity: 'severity', importance: 'importance', substance: 'substance',
  channel: 'channel', agreement: 'agreement', level: 'complaint.level', to: 'complaint.report_to', result: 'call_result',
  satisfaction: 'satisfaction', state: 'state', act: 'act', link_kind: 'together.link_kind', verdict: 'together.verdict', household: 'complaint.merged_household', owing_post: 'post', to_post: 'post',
}
const staffFacts = new Set(['receiver', 'responsible', 'responsible_before', 'executor'])
const departmentFacts = new Set(['department', 'from_department'])
const plain = new Set(['other_number', 'through_number', 'split_from_number', 'times', 'number', 'hand_overs', 'attempts', 'reopened'])

/** Every event of a complaint carries these; they are told once, where the matter is registered. */
const standing = new Set(['number', 'kind', 'about', 'importance', 'severity', 'state', 'receiver', 'responsible', 'executor', 'department', 'category', 'source'])

/** A fact as words; nothing if there are none for it. */
export function factText(name: string, value: unknown, names: Names): string | undefined {
  if (value === null || value === undefined || value === '' || value === '0') return undefined
  const word = byWord[name]
  if (word) return has(`${word}.${String(value)}`) ? t(`${word}.${String(value)}`) : undefined
  if (staffFacts.has(name)) return names.staff.get(String(value))
  if (departmentFacts.has(name)) return names.departments.get(String(value))
  if (name === 'category') return names.categories.get(String(value))
  if (name === 'numbers' && Array.isArray(value)) return value.map(String).join(' ')
  if (name === 'likeness' && typeof value === 'number') return `${value}%`
  if (name === 'questions') return questionsText(value)
  if (name === 'size' && typeof value === 'number') return sizeText(value)
  if ((name.endsWith('_at') || name.endsWith('_due')) && typeof value === 'number') return dateTime(value)
  return plain.has(name) ? String(value) : undefined
}

/** Which kinds of question were used, by their names (J1–J8, D17, D18, I3.1). */
function questionsText(value: unknown): string | undefined {
  const kinds = Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string' && has(`guide.kind.${one}`)) : []
  return kinds.length ? kinds.map((one) => t(`guide.kind.${one}`)).join(t('phrases.comma')) : undefined
}

export function sizeText(bytes: number): string {
  const [amount, unit] = bytes < 1024 * 1024 ? [Math.max(1, Math.round(bytes / 1024)), 'kB'] : [Math.round((bytes / 1024 / 1024) * 10) / 10, 'MB']
  return `${amount} ${unit}`
}

export const eventSentence = (event: string): string => t(has(`event.${event}`) ? `event.${event}` : 'event.other')
export const eventName = (event: string): string => t(has(`event_name.${event}`) ? `event_name.${event}` : 'event_name.other')

/** `shown`: words that stand on the page already and are not said twice. */
export function tell(entry: TimelineEntry, names: Names, shown: readonly string[] = []): Told {
  const facts = entry.facts ?? {}
  const personal = entry.personal ?? {}
  const words: Record<string, unknown> = { ...facts, ...personal }
  const said: Said[] = []
  for (const name of spoken) {
    const text = words[name]
    if (typeof text === 'string' && text.trim() && !shown.includes(text) && has(`complaint.said.${name}`)) said.push({ label: t(`complaint.said.${name}`), text })
  }
  const near = beside[entry.event] ?? []
  const aside: string[] = []
  for (const name of near) {
    // A step of the escalation names a post, a report names whom it was made to: the same fact, two lists of words.
    const as = name === 'to' && entry.event === 'obligation.escalated' ? 'to_post' : name
    const text = factText(as, facts[name], names)
    if (text) aside.push(name === 'was_promised_at' ? t('complaint.owed.first', { time: text }) : named.has(as) ? `${t(`complaint.fact.${as}`)} ${text}` : text)
  }
  // A step that was done on the matter this one was merged into.
  if (typeof facts.through_number === 'string') aside.unshift(`${t('complaint.fact.through_number')} ${facts.through_number}`)
  const details: Said[] = []
  for (const [name, value] of Object.entries(facts)) {
    if (near.includes(name) || name === 'through_number' || !has(`complaint.fact.${name}`)) continue
    if (standing.has(name) && entry.event !== 'complaint.recorded' && entry.event !== 'complaint.imported') continue
    const text = factText(name, value, names)
    if (text) details.push({ label: t(`complaint.fact.${name}`), text })
  }
  const icon: IconName = entry.actor ? (icons[entry.event] ?? 'message') : 'bolt'
  return { sentence: eventSentence(entry.event), said, aside, details, icon }
}

/** Ids in the timeline whose names neither the page nor the actors give away. */
export function namesOnPage(page: ComplaintPage): Map<string, string> {
  const known = new Map<string, string>()
  const learn = (id: string | undefined, name: string): void => {
    if (id && name) known.set(id, name)
  }
  learn(page.receiver, page.receiver_name)
  learn(page.responsible, page.responsible_name)
  learn(page.executor, page.executor_name)
  for (const entry of page.timeline) learn(entry.actor, entry.actor_name)
  for (const owed of page.owed) learn(owed.owner, owed.owner_name)
  return known
}
export function unnamedStaff(page: ComplaintPage, known: ReadonlyMap<string, string>): boolean {
  return page.timeline.some((entry) =>
    Object.entries(entry.facts ?? {}).some(([name, value]) =>
      staffFacts.has(name) && typeof value === 'string' && value !== '0' && value !== '' && !known.has(value)))
}
