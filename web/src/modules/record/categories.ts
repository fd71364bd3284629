// The two levels of a category tree as one list that can be filtered.
import type { CategoryView } from '../../api/types'

export interface Leaf {
  category: CategoryView
  parent: string // the name of its group; "" for a category that stands alone
}

/** What can be chosen: categories without children, in the order given, each under its parent's name. */
export function leavesOf(categories: readonly CategoryView[]): Leaf[] {
  const byId = new Map(categories.map((one) => [one.id, one]))
  const parents = new Set(categories.map((one) => one.parent).filter(Boolean))
  const leaves = categories
    .filter((one) => !parents.has(one.id))
    .map((category) => ({ category, parent: (category.parent && byId.get(category.parent)?.name) || '' }))
  // Children of one group stand together, however the server ordered them.
  const order = new Map<string, number>()
  for (const leaf of leaves) if (!order.has(leaf.parent)) order.set(leaf.parent, order.size)
  return leaves.sort((a, b) => order.get(a.parent)! - order.get(b.parent)!)
}

/** By words of the name or the group, or by the beginning of the initials. */
export function filterCategories(leaves: readonly Leaf[], typed: string): Leaf[] {
  const wanted = typed.trim().toLowerCase()
  if (!wanted) return [...leaves]
  return leaves.filter(({ category, parent }) =>
    category.name.toLowerCase().includes(wanted) || parent.toLowerCase().includes(wanted) ||
    category.initials.toLowerCase().split(/\s+/).some((initials) => initials.startsWith(wanted)))
}
