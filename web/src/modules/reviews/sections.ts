// The sheet's sections in groups, as a supervisor reads them.
import type { DailyReview, SectionView, SheetLine, SheetSection } from '../../api/types'

export const groups: { name: string; sections: SheetSection[] }[] = [
  { name: 'matters', sections: ['recorded', 'late'] },
  { name: 'promises', sections: ['promises_broken', 'promises_ahead', 'promises_made', 'promises_kept'] },
  { name: 'follow_ups', sections: ['follow_ups_ahead', 'follow_ups'] },
  { name: 'hand_overs', sections: ['hand_overs'] },
  { name: 'changes', sections: ['newly_late', 'settled', 'reopened', 'closed'] },
  { name: 'outside', sections: ['patrol_reports', 'management_log'] },
]
/** What calls for attention when it is not nought. */
export const loud = new Set<SheetSection>(['late', 'promises_broken', 'newly_late'])

export interface PlacedLine {
  key: string
  section: SheetSection
  line: SheetLine
}
export const sectionOf = (review: DailyReview, name: SheetSection): SectionView | undefined => review.sections.find((s) => s.name === name)
export const keyOfLine = (section: SheetSection, line: SheetLine, index: number): string => `${section}/${line.subject_id}/${line.act}/${index}`
/** Every line in the order of the page, for the cursor. */
export const placed = (review: DailyReview): PlacedLine[] =>
  groups.flatMap((g) => g.sections.flatMap((name) => (sectionOf(review, name)?.lines ?? []).map((line, i) => ({ key: keyOfLine(name, line, i), section: name, line }))))
