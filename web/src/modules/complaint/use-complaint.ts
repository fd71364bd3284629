// One complaint as the page shows it, and the act of giving a command on it: field errors all at once, what others
// changed meanwhile shown beside the words that are kept, the same key for a retry of the same act.
import { computed, ref, shallowRef, toValue, watch, type MaybeRefOrGetter } from 'vue'
import type { Changed, ComplaintPage, DepartmentList, StaffList, TimelineEntry } from '../../api/types'
import { get, post } from '../../shared/api'
import { useForm } from '../../shared/form'
import { fieldText } from '../../shared/i18n'
import { queries, useResource } from '../../shared/resource'
import { fromField } from '../record/promise'
import { bodyOf, held, missing, startValues, type Command, type Values } from './commands'
import { bySomebody, namesOnPage, unnamedStaff, type Names } from './facts'

export const useComplaint = (id: MaybeRefOrGetter<string>) =>
  useResource<ComplaintPage>(() => ['complaint', toValue(id)], () => `/complaints/${toValue(id)}`, undefined, { staleTime: 3000 })

/** Names behind the ids of the timeline; the staff list is asked only if the page itself does not tell. */
export function useNames(page: () => ComplaintPage | undefined) {
  const known = computed(() => (page() ? namesOnPage(page()!) : new Map<string, string>()))
  const wanting = computed(() => !!page() && unnamedStaff(page()!, known.value))
  const staff = useResource<StaffList>(['staff', 'names'], '/staff', undefined, { enabled: wanting, staleTime: 10 * 60_000 })
  const departments = useResource<DepartmentList>(['departments'], '/departments', undefined, { staleTime: 10 * 60_000 })
  return computed<Names>(() => ({
    staff: new Map([...(staff.data.value?.staff ?? []).map((one) => [one.id, one.name] as const), ...known.value]),
    departments: new Map((departments.data.value?.departments ?? []).map((one) => [one.id, one.name])),
    categories: new Map(page() ? [[page()!.category, page()!.category_name]] : []),
  }))
}

/** What others did since somebody began to write. */
export function useSince(page: () => ComplaintPage) {
  const seen = shallowRef(new Set(page().timeline.map((entry) => entry.id)))
  const since = computed<TimelineEntry[]>(() => page().timeline.filter((entry) => !seen.value.has(entry.id) && bySomebody(entry)))
  const catchUp = (own?: string): void => {
    seen.value = new Set([...page().timeline.map((entry) => entry.id), ...(own ? [own] : [])])
  }
  return { since, catchUp }
}

/** Everything on the screen that this complaint stands in is asked again; the page itself before we go on. */
export async function refreshComplaint(id: string): Promise<void> {
  for (const branch of ['today', 'complaints', 'compliance', 'households']) void queries.invalidateQueries({ queryKey: [branch] })
  await queries.invalidateQueries({ queryKey: ['complaint', id] })
}

export function useCommand(command: () => Command, page: () => ComplaintPage, target?: () => string) {
  const values = ref<Values>(startValues(command(), page()))
  const form = useForm()
  const lacking = ref<{ field: string; code: string }[]>([])
  const { since, catchUp } = useSince(page)

  watch(values, (now) => {
    lacking.value = lacking.value.filter((one) => !(now[one.field] ?? '').trim())
  }, { deep: true })

  const errors = computed<Record<string, string>>(() => ({
    ...form.errors.value,
    ...Object.fromEntries(lacking.value.map((one) => [one.field, fieldText(one.code)])),
  }))
  const stale = computed(() => form.problem.value?.code === 'stale')
  const heldBack = computed(() => form.problem.value?.code === 'wording.forbidden')

  async function give(): Promise<Changed | undefined> {
    if (form.sending.value) return undefined
    form.problem.value = null
    lacking.value = missing(command(), values.value, page())
    if (lacking.value.length) return undefined
    const done = await form.submit((key) => post<Changed>(command().address(target?.() ?? page().id), bodyOf(command(), values.value, page(), fromField), key))
    if (done) {
      await refreshComplaint(page().id)
      catchUp(done.event)
      return done
    }
    // Held back by the lexicon: the field for the reason appears, and every word stays.
    if (heldBack.value) values.value = { ...values.value, [held]: '1' }
    // Stale: the page is read again, so that what changed stands beside the words and the next save is on top of it.
    if (stale.value) await queries.refetchQueries({ queryKey: ['complaint', page().id] })
    return undefined
  }
  return { values, errors, form, since, stale, give, catchUp }
}

/** The next one of my queue after a closing; none if it was the last. */
export async function nextOfQueue(except: string): Promise<string | undefined> {
  const list = await get<{ rows: { id: string }[] }>('/complaints', { tab: 'mine', order: 'due', limit: 2 })
  return list.rows.find((row) => row.id !== except)?.id
}
