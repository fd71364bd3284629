// Finding a canned answer: by pinyin initials of its name, by a part of the name, then by a part of its words.
interface Findable { title: string; text: string; initials: string }

export function matching<T extends Findable>(phrases: readonly T[], typed: string): T[] {
  const wanted = typed.trim().toLowerCase()
  if (!wanted) return [...phrases]
  const rank = (one: T): number => {
    if (one.initials.split(' ').some((initials) => initials.startsWith(wanted))) return 0
    if (one.title.toLowerCase().includes(wanted)) return 1
    return one.text.toLowerCase().includes(wanted) ? 2 : 3
  }
  return phrases.map((one, n) => ({ one, n, rank: rank(one) })).filter((found) => found.rank < 3)
    .sort((a, b) => a.rank - b.rank || a.n - b.n).map((found) => found.one)
}
