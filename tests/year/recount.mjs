// Another program counts the year: from the marks, the commendations and the days alone it works out what everybody's total
// must be (A4.6 to A4.9), in whole numbers, and holds it against every score and every total the product signed. It shares
// no code with the product, and nothing the product computed goes in.
//   node tests/year/recount.mjs DATA_FOLDER YEAR [AT_LEAST_PEOPLE]
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'

const [folder, yearText, least = '1'] = process.argv.slice(2)
const year = Number(yearText)
const rows = (query) => JSON.parse(execFileSync('sqlite3', ['-readonly', '-json', join(folder, 'huiyin.sqlite'), query], { encoding: 'utf8', maxBuffer: 1 << 30 }) || '[]')

// The handbook's figures, and the readings the rulebook ships where it names none (two decimals among them).
const share = { inspections: 20n, months: 30n, year_end: 50n }
const weightOf = { weekly: 1n, monthly: 2n, spot: 1n }
const excellentAbove = 100n
const partOf = { weekly: 'inspections', monthly: 'inspections', spot: 'inspections', month: 'months', year_end: 'year_end' }

const dayNumber = (y) => Date.UTC(y, 0, 1) / 864e5
const halfUp = (numerator, denominator) => (2n * numerator + denominator) / (2n * denominator)
const wrong = []
const hold = (found, wanted, what) => found === wanted || wrong.push(`${what}: signed ${found}, counted ${wanted}`)

// Numbers of records are too long for a number of this language; points stand in hundredths.
const sheets = new Map(rows('select cast(id as text) as id, items from criteria_sheets').map((s) => [s.id, JSON.parse(s.items).map((item) => BigInt(item.points))]))
const marks = new Map()
for (const mark of rows('select cast(appraisal as text) as appraisal, item, points, punishable from appraisal_marks')) marks.set(mark.appraisal, [...(marks.get(mark.appraisal) ?? []), mark])
const records = rows(`select cast(a.id as text) as id, a.kind, cast(a.employee as text) as employee, cast(a.sheet as text) as sheet, a.state, a.days, a.days_away, a.bonus, a.score from appraisals a
    where a.superseded_by is null and a.period >= ${dayNumber(year)} and a.period < ${dayNumber(year + 1)}`)
const signed = new Map(rows(`select cast(employee as text) as employee, total, excellent from appraisal_years where year = ${year} order by signed_at, number`).map((y) => [y.employee, y]))

const people = new Map()
// Over a record that is planned or appealed no year is signed.
const incomplete = new Set(records.filter((one) => ['planned', 'appealed'].includes(one.state)).map((one) => one.employee))
let counted = 0
for (const one of records) {
    if (!['signed_', 'confirmed', 'appealed', 'dismissed'].includes(one.state)) continue
    // From full marks by deduction; what is punishable takes the whole item; the commendation comes after.
    const left = [...sheets.get(one.sheet)]
    for (const mark of marks.get(one.id) ?? []) left[mark.item] -= BigInt(mark.points)
    for (const mark of marks.get(one.id) ?? []) if (mark.punishable) left[mark.item] = 0n
    if (left.some((points) => points < 0n)) wrong.push(`record ${one.id}: more is taken than an item has`)
    const score = left.reduce((sum, points) => sum + points, 0n) + BigInt(one.bonus)
    hold(BigInt(one.score), score, `record ${one.id}`)
    const weight = one.kind === 'year_end' ? 1n : one.kind === 'month' ? BigInt(one.days - one.days_away) : weightOf[one.kind]
    const parts = people.get(one.employee) ?? {}
    const part = (parts[partOf[one.kind]] ??= { sum: 0n, weight: 0n })
    part.sum += weight * score
    part.weight += weight
    people.set(one.employee, parts)
    ++counted
}

let awards = 0, totals = 0
for (const [employee, parts] of people) {
    const there = Object.entries(parts).filter(([, part]) => part.weight > 0n)
    if (!parts.year_end) continue
    // Everything over one denominator: the sum of share × mean, divided by the shares of the parts that are there.
    const common = there.reduce((product, [, part]) => product * part.weight, 1n)
    const sum = there.reduce((all, [name, part]) => all + share[name] * part.sum * (common / part.weight), 0n)
    const denominator = there.reduce((all, [name]) => all + share[name], 0n) * common
    const total = signed.get(employee)
    if (!total && incomplete.has(employee)) continue
    if (!total) {
        wrong.push(`employee ${employee}: the year is complete and nobody signed it`)
        continue
    }
    hold(BigInt(total.total), halfUp(sum, denominator), `the year of ${employee}`)
    hold(BigInt(total.excellent), sum > excellentAbove * 100n * denominator ? 1n : 0n, `the award of ${employee}`)
    awards += total.excellent
    ++totals
}
console.log(`${year}: ${totals} totals from ${counted} signed records with ${[...marks.values()].flat().length} marks counted again, ${awards} awards, ${wrong.length} differences`)
if (totals < Number(least)) wrong.push(`only ${totals} people have a total, ${least} were to have one`)
if (wrong.length) console.log(wrong.slice(0, 20).join('\n'))
process.exit(wrong.length ? 1 : 0)
