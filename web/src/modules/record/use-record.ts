// The record form's life: a draft that outlives a reload, one save at a time, files after it, nothing typed ever lost.
import { computed, onBeforeUnmount, reactive, ref, watch } from 'vue'
import type { Changed, GuideUse, Household } from '../../api/types'
import { post } from '../../shared/api'
import { now } from '../../shared/clock'
import { useForm } from '../../shared/form'
import { fieldText } from '../../shared/i18n'
import { me } from '../../shared/me'
import type { Beginning } from '../../shared/recording'
import { queries } from '../../shared/resource'
import { fetchDraft, serverDraft } from '../../shared/server-draft'
import { blank, commandOf, dropDraft, emptyDraft, keepDraft, loadDraft, readDraft, type Draft } from './draft'
import { fromField } from './promise'
import { useUploads } from './uploads'

const needed = ['category', 'subject', 'text'] as const
const storage = (): Storage | undefined => {
  try {
    return localStorage
  } catch {
    return undefined
  }
}

export function useRecord(beginning: Beginning) {
  const staff = me.value?.staff ?? ''
  const site = me.value?.site ?? ''
  const draft = reactive<Draft>(emptyDraft())
  const restored = ref(0)
  const kept = ref(false)
  const recorded = ref<Changed | null>(null)
  const files = useUploads()
  const questions = ref<GuideUse[]>([])
  const form = useForm()
  const lacking = ref<string[]>([])

  const store = storage()
  const found = store && !beginning.household ? loadDraft(store, staff, site) : undefined
  if (found) {
    Object.assign(draft, found.draft)
    restored.value = found.at
  }
  if (beginning.household) setHousehold(beginning.household)

  // What was half written on another machine comes too, unless something is on this one already.
  const away = serverDraft('record')
  if (!found && !beginning.household)
    void fetchDraft('record').then((there) => {
      if (!there || !blank(draft) || recorded.value) return
      const known = readDraft(there.content)
      if (!known) return
      Object.assign(draft, known)
      restored.value = there.saved_at ?? now.value
    })

  // Writing a draft must not cost a keystroke: it waits for a short rest, and for leaving the page.
  let timer = 0
  function keep(): void {
    clearTimeout(timer)
    timer = 0
    if (!recorded.value) away.keep(blank(draft) ? '' : JSON.stringify(draft))
    if (store && !recorded.value) kept.value = keepDraft(store, staff, site, { ...draft }, now.value) && !blank(draft)
  }
  watch(draft, () => {
    kept.value = false
    clearTimeout(timer)
    timer = window.setTimeout(keep, 400)
    lacking.value = lacking.value.filter((name) => !String(draft[name as keyof Draft]).trim())
  })
  addEventListener('pagehide', keep)
  onBeforeUnmount(() => {
    removeEventListener('pagehide', keep)
    if (timer) keep()
  })

  function setHousehold(household: Household | null): void {
    draft.unit = household?.unit ?? ''
    draft.person = household?.person ?? ''
    draft.household = household ? JSON.stringify([household.room, household.name, household.open_matters]) : ''
    draft.role = household?.role ?? ''
    draft.phone = household?.phone ?? ''
    draft.note = household?.note ?? ''
    if (household) draft.archived = true
  }
  const household = computed<Household | null>(() => {
    if (!draft.unit && !draft.person) return null
    let [room, name, open] = ['', '', 0]
    try {
      ;[room, name, open] = JSON.parse(draft.household) as [string, string, number]
    } catch {
      // A draft of an older version: the ids still hold.
    }
    return { unit: draft.unit || undefined, person: draft.person || undefined, room, name, role: draft.role, phone: draft.phone, note: draft.note, open_matters: open }
  })

  function clear(): void {
    Object.assign(draft, emptyDraft())
    files.uploads.splice(0)
    questions.value = []
    form.problem.value = null
    lacking.value = []
    restored.value = 0
    away.drop()
    if (store) dropDraft(store, staff, site)
  }

  const promisedAt = computed(() => fromField(draft.promised))
  const errors = computed<Record<string, string>>(() => ({
    ...form.errors.value,
    ...Object.fromEntries(lacking.value.map((name) => [name, fieldText('required')])),
  }))

  /** Answers the recorded matter once everything, files included, is with the server. */
  async function save(): Promise<Changed | undefined> {
    if (!recorded.value) {
      lacking.value = needed.filter((name) => !draft[name].trim())
      form.problem.value = null
      if (lacking.value.length) return undefined
      const done = await form.submit((key) => post<Changed>('/complaints', { ...commandOf(draft, promisedAt.value), questions: questions.value }, key))
      if (!done) return undefined
      recorded.value = done
      clearTimeout(timer)
      timer = 0
      away.drop()
      if (store) dropDraft(store, staff, site)
      for (const branch of ['today', 'complaints', 'households', 'compliance']) void queries.invalidateQueries({ queryKey: [branch] })
    }
    const left = await files.sendAll(recorded.value.id)
    return left === 0 ? recorded.value : undefined
  }
  return { draft, household, setHousehold, restored, kept, recorded, files, form, errors, promisedAt, questions, save, clear }
}
