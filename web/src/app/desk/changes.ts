// A change heard on the stream → which answers on the screen are old. Changes that come together ask once.
import type { QueryClient } from '@tanstack/vue-query'
import type { Change } from '../../shared/live'

const gathering = 250

/** Branches of query keys that a change of such a subject makes old. */
export function branchesOf(change: Change): string[][] {
  switch (change.subject_kind) {
    case 'complaint':
      return [['today'], ['complaints'], ['complaint', change.id], ['compliance'], ['search'], ['hot-spots'], ['recurrences'], ['follow-ups'], ['promises'], ['satisfaction', 'of', change.id]]
    case 'obligation':
      return [['today'], ['complaints'], ['complaint'], ['compliance'], ['follow-ups'], ['promises']]
    case 'follow_up':
    case 'point':
      return [['follow-ups'], ['promises'], ['today'], ['complaint'], ['compliance']]
    case 'person':
    case 'unit':
      return [['customers'], ['households'], ['search']]
    case 'staff':
    case 'department':
    case 'site':
    case 'account':
      return [['staff'], ['departments']]
    case 'notice':
    case 'notice_channel':
      return [['notices']]
    case 'form':
      return [['form']]
    case 'submission':
      return [['submissions'], ['posters'], ['today'], ['complaints'], ['compliance']]
    case 'poster':
      return [['posters']]
    case 'rating':
      return [['satisfaction'], ['compliance']]
    case 'daily_review':
      return [['reviews'], ['today'], ['compliance']]
    case 'appraisal':
    case 'criteria':
    case 'statistics':
    case 'destruction':
      return [['appraisal'], ['today'], ['compliance']]
    case 'course':
    case 'qualification':
    case 'certificate':
    case 'training_plan':
    case 'training_session':
    case 'question':
    case 'exam':
    case 'training_case':
      return [['training'], ['today'], ['compliance']]
    case 'roster':
    case 'swap':
      return [['roster'], ['today'], ['compliance']]
    case 'leave':
      return [['leave'], ['roster']]
    case 'attendance':
      return [['attendance'], ['appraisal']]
    case 'quality_sample':
    case 'quality_review':
      return [['quality'], ['today'], ['compliance']]
    case 'view':
      return [['views']]
    case 'clause':
      return [['compliance'], ['clause']]
    default:
      return [['today'], ['compliance']]
  }
}

export function changesToQueries(queries: QueryClient): { hear: (change: Change | null) => void } {
  let waiting = new Map<string, string[]>()
  let all = false
  let timer = 0
  function ask(): void {
    timer = 0
    const branches = [...waiting.values()]
    waiting = new Map()
    if (all) void queries.invalidateQueries()
    else for (const queryKey of branches) void queries.invalidateQueries({ queryKey })
    all = false
  }
  return {
    hear(change) {
      if (change === null) all = true
      else for (const branch of branchesOf(change)) waiting.set(branch.join('/'), branch)
      timer ||= window.setTimeout(ask, gathering)
    },
  }
}
