// The menu: only pages that exist, and of these only what this person may open.
import type { Permission } from '../../api/types'
import type { IconName } from '../../shared/Icon.vue'
import { may } from '../../shared/me'

export interface Entry {
  word: string
  to: string
  icon: IconName
  needs?: Permission
}
export const groups: { word: string; entries: Entry[] }[] = [
  {
    word: 'nav.work',
    entries: [
      { word: 'nav.today', to: '/today', icon: 'today', needs: 'see_complaints' },
      { word: 'nav.complaints', to: '/complaints', icon: 'case', needs: 'see_complaints' },
      { word: 'nav.follow_ups', to: '/follow-ups', icon: 'follow', needs: 'see_complaints' },
      { word: 'nav.promises', to: '/promises', icon: 'clock', needs: 'see_complaints' },
      { word: 'nav.public_desk', to: '/public-desk', icon: 'qr', needs: 'moderate_public_desk' },
      { word: 'nav.my_shifts', to: '/my-shifts', icon: 'walk' },
    ],
  },
  {
    word: 'nav.records',
    entries: [
      { word: 'nav.customers', to: '/customers', icon: 'people', needs: 'see_customers' },
      { word: 'nav.phrases', to: '/phrases', icon: 'send', needs: 'see_complaints' },
    ],
  },
  {
    word: 'nav.manage',
    entries: [
      { word: 'nav.hot_spots', to: '/hot-spots', icon: 'chart', needs: 'see_boards' },
      { word: 'nav.recurrences', to: '/recurrences', icon: 'follow', needs: 'see_complaints' },
      { word: 'nav.follow_up_plan', to: '/follow-up-plan', icon: 'chart', needs: 'see_complaints' },
      { word: 'nav.satisfaction', to: '/satisfaction', icon: 'star', needs: 'see_boards' },
      { word: 'nav.wording', to: '/wording', icon: 'message', needs: 'review_wording' },
      { word: 'nav.roster', to: '/roster', icon: 'calendar', needs: 'edit_roster' },
      { word: 'nav.attendance', to: '/attendance', icon: 'clock', needs: 'keep_attendance' },
      { word: 'nav.quality', to: '/quality', icon: 'phone' },
      { word: 'nav.appraisal', to: '/appraisal', icon: 'scale' },
      { word: 'nav.training', to: '/training', icon: 'archive' },
      { word: 'nav.daily_review', to: '/daily-review', icon: 'eye', needs: 'see_daily_review' },
      { word: 'nav.compliance', to: '/compliance', icon: 'seal', needs: 'see_compliance' },
      { word: 'nav.organisation', to: '/organisation', icon: 'staff', needs: 'see_organisation' },
      { word: 'nav.notices', to: '/notices', icon: 'send', needs: 'manage_notices' },
    ],
  },
]

export const shownGroups = (): typeof groups =>
  groups.map((g) => ({ ...g, entries: g.entries.filter((e) => !e.needs || may(e.needs)) })).filter((g) => g.entries.length)
