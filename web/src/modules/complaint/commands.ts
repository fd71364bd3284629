// Every command a person may give on a complaint, as data: its address, its fields, its key. One dialog and one
// composer draw them all; what is allowed now is the server's word (`actions`).
import type { ActionName, ComplaintPage } from '../../api/types'

export type Values = Record<string, string>
export type Input = 'line' | 'text' | 'choice' | 'staff' | 'department' | 'moment' | 'matter' | 'household' | 'select'

export interface Field {
  name: string
  input: Input
  /** A key of the catalogue. */
  label: string
  needed: boolean | ((values: Values, page: ComplaintPage) => boolean)
  shown?: (values: Values, page: ComplaintPage) => boolean
  choices?: readonly string[]
  /** Where the words of the choices stand: "substance" → substance.partly */
  words?: string
  most?: number
  /** It reaches the customer: the lexicon reads it as it is typed (F5.1). */
  outward?: boolean
  start?: (page: ComplaintPage) => string
  hint?: string
  /** What can be selected on this very page. */
  options?: (page: ComplaintPage) => { value: string; text: string }[]
  /** Where the value goes, if not under its own name. */
  put?: (value: string, body: Record<string, unknown>) => void
}

export interface Command {
  name: ActionName | 'waive'
  address: (id: string) => string
  versioned: boolean
  fields: readonly Field[]
  /** One key, outside text: a letter for what is usual, a digit for what is rare; M merges and takes apart again. */
  key?: string
  /** Drawn in the composer rather than in a dialog. */
  composed?: boolean
  /** A sentence above the fields: what this will do. */
  explains?: string
}

const at = (noun: string) => (id: string): string => `/complaints/${id}/${noun}`
const text = (name: string, label: string, more: Partial<Field> = {}): Field => ({ name, input: 'text', label: `complaint.form.${label}`, needed: true, most: 8000, ...more })
const choice = (name: string, label: string, words: string, choices: readonly string[], more: Partial<Field> = {}): Field =>
  ({ name, input: 'choice', label: `complaint.form.${label}`, needed: true, words, choices, ...more })

/** Shown once the lexicon has held the words back: why they go out all the same (F5.1). */
export const held = 'wording_held'
const anyway: Field = { name: 'say_anyway', input: 'text', label: 'complaint.form.say_anyway', needed: true, most: 500, hint: 'wording.say_anyway_hint', shown: (values) => values[held] === '1' }

export const substances = ['substantiated', 'partly', 'unsubstantiated'] as const
export const channels = ['phone', 'face_to_face', 'letter', 'message'] as const
export const agreements = ['agreed', 'not_agreed', 'unreachable', 'not_asked'] as const

const responsible: Field = { name: 'responsible', input: 'staff', label: 'complaint.form.responsible', needed: true, start: (page) => page.responsible ?? '' }
const executor: Field = { name: 'executor', input: 'staff', label: 'complaint.form.executor', needed: false, start: (page) => page.executor ?? '' }
const promised = (page: ComplaintPage): boolean => page.promised_at !== undefined && page.promised_at !== null

export const commands: Record<ActionName | 'waive', Command> = {
  note: {
    name: 'note', address: at('notes'), versioned: false, composed: true, key: 'b',
    fields: [text('text', 'text')],
  },
  answer: {
    name: 'answer', address: at('answer'), versioned: true, composed: true, key: 'r',
    fields: [text('text', 'answer_text', { outward: true }), choice('channel', 'channel', 'channel', channels, { start: () => 'phone' }), anyway],
  },
  promise: {
    name: 'promise', address: at('promise'), versioned: true, composed: true, key: 't',
    fields: [
      text('what', 'what', { most: 1000, outward: true }),
      { name: 'promised_at', input: 'moment', label: 'complaint.form.promised_at', needed: true },
      text('reason', 'reason', { label: 'complaint.composer.reason', most: 1000, needed: (_, page) => promised(page), shown: (_, page) => promised(page) }),
      anyway,
    ],
  },
  verify: {
    name: 'verify', address: at('verification'), versioned: true, composed: true, key: 'v',
    fields: [
      text('finding', 'finding'),
      choice('substance', 'substance', 'substance', substances, { start: () => 'substantiated' }),
      { name: 'cause', input: 'line', label: 'complaint.form.cause', needed: false, most: 200 },
    ],
  },
  report: {
    name: 'report', address: at('reports'), versioned: true, key: 'y',
    fields: [
      choice('to', 'to', 'complaint.report_to', ['department_director', 'site_director'],
        { start: (page) => (page.importance === 'important' ? 'site_director' : 'department_director') }),
      text('text', 'text', { start: (page) => page.finding }),
    ],
  },
  assign: {
    name: 'assign', address: at('assignment'), versioned: true, key: 'a',
    fields: [responsible, executor],
  },
  hand_over: {
    name: 'hand_over', address: at('hand-overs'), versioned: true, key: 'h',
    fields: [
      { name: 'department', input: 'department', label: 'complaint.form.department', needed: true },
      { ...responsible, needed: false, start: () => '' },
      text('reason', 'reason', { most: 1000 }),
    ],
  },
  refer: {
    name: 'refer', address: at('referral'), versioned: true, key: 'u',
    fields: [text('reason', 'reason', { most: 1000 }), text('proposal', 'proposal', { most: 1000, needed: false })],
  },
  decide: {
    name: 'decide', address: at('decision'), versioned: true, key: 'd',
    fields: [
      text('decision', 'decision'),
      { name: 'department', input: 'department', label: 'complaint.form.department', needed: false, hint: 'complaint.form.keep_department' },
      { ...responsible, needed: false, start: () => '', hint: 'complaint.form.keep_person' },
    ],
  },
  agree: {
    name: 'agree', address: at('agreement'), versioned: true, key: 'g',
    fields: [
      choice('agreement', 'agreement', 'agreement', agreements, { start: (page) => page.agreement ?? 'agreed' }),
      text('reason', 'agreement_reason', { most: 1000, shown: (values) => values.agreement !== 'agreed', start: (page) => page.agreement_reason, outward: true }),
      anyway,
    ],
  },
  close: {
    name: 'close', address: at('closure'), versioned: true, key: 'e',
    fields: [
      text('outcome', 'outcome', { start: (page) => page.outcome, outward: true }),
      choice('satisfaction', 'satisfaction_at_closing', 'satisfaction.grade', ['satisfied', 'fairly_satisfied', 'dissatisfied'], { needed: false }),
      anyway,
    ],
  },
  reopen: {
    name: 'reopen', address: at('reopening'), versioned: true, key: 'o',
    fields: [text('reason', 'reason', { most: 1000 })],
  },
  withdraw: {
    name: 'withdraw', address: at('withdrawal'), versioned: true, key: 'w',
    fields: [text('reason', 'reason', { most: 1000 })],
  },
  // The call has a sheet of its own; the key opens it.
  call: { name: 'call', address: at('follow-up'), versioned: false, key: 'c', fields: [] },
  importance: {
    name: 'importance', address: at('importance'), versioned: true, key: 'i',
    fields: [
      choice('importance', 'importance', 'importance', ['ordinary', 'important'], { start: (page) => page.importance }),
      choice('severity', 'severity', 'severity', ['slight', 'ordinary', 'serious', 'critical'], { start: (page) => page.severity }),
      text('reason', 'reason', { most: 1000 }),
    ],
  },
  raise: {
    name: 'raise', address: at('raises'), versioned: true, key: 'x',
    fields: [
      choice('level', 'level', 'complaint.level', ['supervisor', 'manager', 'maker'], { start: () => 'supervisor' }),
      { name: 'body', input: 'line', label: 'complaint.form.body', needed: true, most: 120, shown: (values) => values.level === 'maker' },
      text('text', 'text'),
    ],
  },
  ask_outside: {
    name: 'ask_outside', address: at('enquiries'), versioned: true, key: 'q',
    fields: [{ name: 'body', input: 'line', label: 'complaint.form.body', needed: true, most: 120 }, text('text', 'text')],
  },
  record_outside_answer: {
    name: 'record_outside_answer', address: at('enquiry-answers'), versioned: true, key: '1',
    fields: [{ name: 'body', input: 'line', label: 'complaint.form.body', needed: true, most: 120 }, text('text', 'text')],
  },
  join: {
    name: 'join', address: at('reporters'), versioned: false, key: 'j',
    fields: [
      { name: 'household', input: 'household', label: 'record.household', needed: true, put: (value, body) => {
        const [unit, person] = value.split('/')
        if (unit) body.unit = unit
        if (person) body.person = person
      } },
      choice('source', 'channel', 'source', ['phone', 'walk_in', 'letter', 'message'], { label: 'record.source', start: () => 'phone' }),
      text('text', 'text', { label: 'together.join_text', needed: false }),
    ],
  },
  tell_reporter: {
    name: 'tell_reporter', address: at('tellings'), versioned: false, key: '2',
    fields: [
      {
        name: 'reporter', input: 'select', label: 'record.household', needed: true,
        options: (page) => page.connections.reporters.filter((one) => !one.told_at).map((one) => ({ value: one.id, text: [one.room, one.name, one.phone].filter(Boolean).join(' ') })),
        start: (page) => page.connections.reporters.find((one) => !one.told_at)?.id ?? '',
      },
      choice('channel', 'channel', 'channel', channels, { start: () => 'phone' }),
      text('text', 'text', { label: 'together.tell_text', start: (page) => page.answer, outward: true }),
      anyway,
    ],
  },
  link: {
    name: 'link', address: at('links'), versioned: false, key: 'l',
    fields: [
      { name: 'other', input: 'matter', label: 'complaint.form.other', needed: true },
      choice('kind', 'link_kind', 'together.link_kind', ['related', 'caused_by', 'duplicate_of'], { start: () => 'related' }),
      text('reason', 'reason', { most: 1000 }),
    ],
  },
  unlink: {
    name: 'unlink', address: at('link-removals'), versioned: false, key: '3',
    fields: [
      {
        name: 'link', input: 'select', label: 'complaint.form.other', needed: true,
        options: (page) => page.connections.links.filter((one) => one.removable).map((one) => ({ value: one.id, text: `${one.other.number} ${one.other.subject}` })),
        start: (page) => page.connections.links.find((one) => one.removable)?.id ?? '',
      },
      text('reason', 'reason', { most: 1000 }),
    ],
  },
  merge: {
    name: 'merge', address: at('merging'), versioned: true, key: 'm', explains: 'together.merge_hint',
    fields: [{ name: 'other', input: 'matter', label: 'complaint.form.other', needed: true }, text('reason', 'reason', { most: 1000 })],
  },
  unmerge: {
    name: 'unmerge', address: at('unmerging'), versioned: true, key: 'm',
    fields: [text('reason', 'reason', { most: 1000 })],
  },
  // Drawn by a dialog of its own: parts are a list.
  split: { name: 'split', address: at('parts'), versioned: true, key: 's', fields: [] },
  study_recurrence: {
    name: 'study_recurrence', address: at('recurrence'), versioned: false, key: '4',
    fields: [
      choice('verdict', 'verdict', 'together.verdict', ['same_cause', 'other_cause'], { start: () => 'same_cause' }),
      text('cause', 'study_cause', { most: 2000, start: (page) => page.cause }),
      text('measure', 'measure', { most: 2000, shown: (values) => values.verdict === 'same_cause' }),
    ],
  },
  attach: { name: 'attach', address: at('attachments'), versioned: false, key: 'f', fields: [] },
  waive: {
    name: 'waive', address: (id) => `/obligations/${id}/waiver`, versioned: false, key: '0',
    fields: [text('reason', 'reason', { most: 1000 })],
  },
}

export const shownFields = (command: Command, values: Values, page: ComplaintPage): Field[] =>
  command.fields.filter((field) => field.shown?.(values, page) ?? true)

export const isNeeded = (field: Field, values: Values, page: ComplaintPage): boolean =>
  typeof field.needed === 'function' ? field.needed(values, page) : field.needed

export function startValues(command: Command, page: ComplaintPage): Values {
  return Object.fromEntries(command.fields.map((field) => [field.name, field.start?.(page) ?? '']))
}

/** The body as the server reads it: hidden and empty optional fields are left out, moments become numbers. */
export function bodyOf(command: Command, values: Values, page: ComplaintPage, moment: (field: string) => number | undefined): Record<string, unknown> {
  const body: Record<string, unknown> = command.versioned ? { version: page.version } : {}
  for (const field of shownFields(command, values, page)) {
    const value = (values[field.name] ?? '').trim()
    if (field.input === 'moment') {
      const chosen = moment(value)
      if (chosen !== undefined) body[field.name] = chosen
    } else if (value !== '' && field.put) field.put(value, body)
    else if (value !== '') body[field.name] = value
  }
  return body
}

/** What is plainly missing, before the server is asked; every field at once. */
export function missing(command: Command, values: Values, page: ComplaintPage): { field: string, code: string }[] {
  return shownFields(command, values, page)
    .filter((field) => isNeeded(field, values, page) && (values[field.name] ?? '').trim() === '')
    .map((field) => ({ field: field.name, code: 'required' }))
}
