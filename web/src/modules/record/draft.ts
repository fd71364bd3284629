// The half-written form outlives a reload, a crash and a failed save; it belongs to one person at one site.

export interface Draft {
  unit: string
  person: string
  household: string // what the chosen household is called, so that the form reads the same after a reload
  role: string
  phone: string
  note: string
  archived: boolean // false: the caller is not in the archive
  caller_name: string
  caller_phone: string
  place: string
  kind: string
  about: string
  source: string
  category: string
  subject: string
  text: string
  wants: string
  severity: string
  important: boolean
  responsible: string
  responsible_name: string
  executor: string
  executor_name: string
  department: string
  promised: string // as the datetime-local field has it, in site time
  duplicate_of: string // the matter it seems to be, to be linked with
  duplicate_number: string
}

export const emptyDraft = (): Draft => ({
  unit: '', person: '', household: '', role: '', phone: '', note: '', archived: true,
  caller_name: '', caller_phone: '', place: '',
  kind: 'complaint', about: 'household_matter', source: 'phone', category: '',
  subject: '', text: '', wants: '', severity: 'ordinary', important: false,
  responsible: '', responsible_name: '', executor: '', executor_name: '', department: '', promised: '', duplicate_of: '', duplicate_number: '',
})

/** Nothing worth keeping has been typed: choices alone are quickly made again. */
export function blank(draft: Draft): boolean {
  const typed = [draft.unit, draft.person, draft.caller_name, draft.caller_phone, draft.place, draft.subject, draft.text,
    draft.wants, draft.promised, draft.category]
  return typed.every((value) => value.trim() === '')
}

const keyOf = (staff: string, site: string) => `huiyin.record.${staff}.${site}`

interface Kept { at: number, draft: Draft }

function known(kept: object): Draft {
  const draft = emptyDraft()
  const into = draft as unknown as Record<string, unknown>
  for (const [name, value] of Object.entries(kept))
    if (name in into && typeof value === typeof into[name]) into[name] = value
  return draft
}
/** A draft as the server kept it; what this version does not know is left out. */
export function readDraft(text: string): Draft | undefined {
  try {
    const kept = JSON.parse(text) as unknown
    if (typeof kept !== 'object' || !kept) return undefined
    const draft = known(kept)
    return blank(draft) ? undefined : draft
  } catch {
    return undefined
  }
}

/** Storage can be missing, full or hold an older version's draft: none of that may stop somebody from writing. */
export function loadDraft(store: Pick<Storage, 'getItem'>, staff: string, site: string): Kept | undefined {
  try {
    const kept = JSON.parse(store.getItem(keyOf(staff, site)) ?? 'null') as Partial<Kept> | null
    if (!kept || typeof kept.at !== 'number' || typeof kept.draft !== 'object' || !kept.draft) return undefined
    const draft = known(kept.draft)
    return blank(draft) ? undefined : { at: kept.at, draft }
  } catch {
    return undefined
  }
}

export function keepDraft(store: Pick<Storage, 'setItem' | 'removeItem'>, staff: string, site: string, draft: Draft, at: number): boolean {
  try {
    if (blank(draft)) store.removeItem(keyOf(staff, site))
    else store.setItem(keyOf(staff, site), JSON.stringify({ at, draft } satisfies Kept))
    return true
  } catch {
    return false
  }
}

export function dropDraft(store: Pick<Storage, 'removeItem'>, staff: string, site: string): void {
  try {
    store.removeItem(keyOf(staff, site))
  } catch {
    // Without storage there is nothing to drop.
  }
}

/** The command as the server reads it: what is empty is left out, and the caller's own words go only where they count. */
export function commandOf(draft: Draft, promisedAt: number | undefined): Record<string, unknown> {
  const command: Record<string, unknown> = {
    kind: draft.kind, about: draft.about, source: draft.source, category: draft.category || '0',
    subject: draft.subject.trim(), text: draft.text.trim(),
    severity: draft.severity, importance: draft.important ? 'important' : 'ordinary',
  }
  const put = (name: string, value: string) => {
    if (value.trim()) command[name] = value.trim()
  }
  if (draft.archived) {
    put('unit', draft.unit)
    put('person', draft.person)
  } else {
    put('caller_name', draft.caller_name)
    put('caller_phone', draft.caller_phone)
  }
  put('place', draft.place)
  put('wants', draft.wants)
  put('responsible', draft.responsible)
  put('executor', draft.executor)
  put('department', draft.department)
  put('duplicate_of', draft.duplicate_of)
  if (promisedAt !== undefined) command.promised_at = promisedAt
  return command
}
