// What a sheet's page and its queue share: how a row's state is said, how a rate is written, and the call that is
// being written down, which outlives a reload.
import type { FollowUpPage, GuideUse, Satisfaction, SheetRow, Stage } from '../../api/types'
import { t } from '../../shared/i18n'

export interface PointDraft { text: string; owner: string; owner_name: string; now: boolean; promised: string; answer: string }
export interface CallDraft { result: string; satisfaction: string; said: string; points: PointDraft[]; questions: GuideUse[] }
export const emptyCall = (): CallDraft => ({ result: '', satisfaction: '', said: '', points: [], questions: [] })
export const emptyPoint = (owner = '', ownerName = ''): PointDraft => ({ text: '', owner, owner_name: ownerName, now: false, promised: '', answer: '' })

export const results = ['reached', 'unreachable', 'refused'] as const
export const satisfactions: readonly Satisfaction[] = ['satisfied', 'fairly_satisfied', 'dissatisfied']

export type Step = 'result' | 'satisfaction' | 'said' | 'points'
/** One question at a time; whoever was not reached is asked nothing more. */
export const stepsOf = (draft: CallDraft): Step[] => (draft.result === 'reached' ? ['result', 'satisfaction', 'said', 'points'] : ['result'])

export function bodyOf(draft: CallDraft, version: number, moment: (value: string) => number | undefined): Record<string, unknown> {
  const reached = draft.result === 'reached'
  return {
    version,
    result: draft.result,
    ...(reached && draft.satisfaction ? { satisfaction: draft.satisfaction } : {}),
    said: draft.said.trim(),
    points: reached ? draft.points.filter((p) => p.text.trim()).map((p) => pointBody(p, moment)) : [],
    // Whoever was not reached was asked nothing.
    questions: draft.result === 'unreachable' ? [] : draft.questions,
  }
}
export function pointBody(p: PointDraft, moment: (value: string) => number | undefined): Record<string, unknown> {
  const at = p.now ? undefined : moment(p.promised)
  return { text: p.text.trim(), ...(p.owner ? { owner: p.owner } : {}), ...(at ? { promised_at: at } : {}), answer: p.now ? p.answer.trim() : '' }
}

/** How far the call has come, in the stages of the guide (J1–J8). */
export function stageOfCall(draft: CallDraft, step: Step): Stage {
  if (step === 'result') return 'greeting'
  if (step === 'satisfaction') return 'listening'
  if (step === 'said') return draft.said.trim().length < 12 ? 'details' : 'checking'
  return draft.points.some((p) => p.text.trim()) ? 'solution' : 'closing'
}

const keyOf = (id: string): string => `huiyin.call.${id}`
/** Storage can be missing or full: none of that may stop somebody from writing. */
export function keepCall(id: string, draft: CallDraft): void {
  try {
    if (draft.result || draft.said || draft.points.length || draft.questions.some((q) => q.used)) localStorage.setItem(keyOf(id), JSON.stringify(draft))
    else localStorage.removeItem(keyOf(id))
  } catch { /* the page still has it */ }
}
export function keptCall(id: string): CallDraft {
  try {
    return { ...emptyCall(), ...(JSON.parse(localStorage.getItem(keyOf(id)) ?? '{}') as Partial<CallDraft>) }
  } catch {
    return emptyCall()
  }
}
export function dropCall(id: string): void {
  try {
    localStorage.removeItem(keyOf(id))
  } catch { /* as above */ }
}

export function stateText(row: Pick<SheetRow, 'state' | 'ready_at' | 'signed_at' | 'open_points'>): string {
  if (row.state !== 'done') return t(`follow_ups.state.${row.state}`)
  if (row.signed_at) return t('follow_ups.state.signed')
  if (row.open_points) return t('follow_ups.state.points', { n: row.open_points }, row.open_points)
  return t('follow_ups.state.to_sign')
}
export const percent = (hundredths: number | null | undefined): string => (hundredths === null || hundredths === undefined ? '—' : `${(hundredths / 100).toFixed(hundredths % 100 ? 1 : 0)}%`)
export const hourOfSlot = (minutes: number): string => `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`
export const shortDigest = (digest: string): string => digest.slice(0, 8) + '…' + digest.slice(-8)
export const actionOf = (page: Pick<FollowUpPage, 'actions'>, name: string) => page.actions.find((one) => one.name === name)
