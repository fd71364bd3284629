// The cursor belongs to an id. Rows come, go and change places under it; it moves only when its own row is gone.

/** Where the cursor stands once `before` has become `after`. */
export function follow(id: string, before: readonly string[], after: readonly string[]): string {
  if (after.includes(id)) return id
  const place = before.indexOf(id)
  if (place < 0) return after[0] ?? ''
  const still = new Set(after)
  // The row went: on to the next one that is still there, else back to the one before.
  return before.slice(place + 1).find((x) => still.has(x)) ?? before.slice(0, place).reverse().find((x) => still.has(x)) ?? after[0] ?? ''
}

export function step(id: string, rows: readonly string[], by: 1 | -1): string {
  const place = rows.indexOf(id)
  return rows[Math.max(0, Math.min(rows.length - 1, place + by))] ?? ''
}
