// A command on a sheet or one of its points: field errors all at once, the sheet read again when somebody was quicker.
import type { FollowUpChanged, PointView } from '../../api/types'
import { post, put } from '../../shared/api'
import { useForm } from '../../shared/form'
import { queries } from '../../shared/resource'
import { useHeld } from '../wording/use-held'

export interface Asked { name: string; point?: PointView }

export async function refreshSheets(): Promise<void> {
  for (const branch of ['today', 'complaints', 'complaint', 'compliance', 'promises']) void queries.invalidateQueries({ queryKey: [branch] })
  await queries.invalidateQueries({ queryKey: ['follow-ups'] })
}

export function useSheetCommand() {
  const form = useForm()
  const { held, anyway, reason } = useHeld(form.problem)
  async function give(path: string, body: unknown, method: 'POST' | 'PUT' = 'POST'): Promise<FollowUpChanged | undefined> {
    const done = await form.submit((key) => (method === 'POST' ? post<FollowUpChanged>(path, body, key) : put<FollowUpChanged>(path, body)))
    if (done || form.problem.value?.code === 'stale' || form.problem.value?.code === 'follow_up.other-content') await refreshSheets()
    return done
  }
  return { form, give, held, anyway, reason }
}
