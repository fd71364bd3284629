// Adds up what every kind of test reported and ends with the one line "N passed, N failed".
// A program that crashed, a case that was skipped and a suite without cases count as failed.
//   node scripts/count.mjs RESULTS-FOLDER EXIT-CODE [NAME]
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

const [folder, exitCode, name] = process.argv.slice(2)
let passed = 0
const failed = []
const read = (file) => (existsSync(join(folder, file)) ? readFileSync(join(folder, file), 'utf8') : '')
const attribute = (tag, wanted) => new RegExp(`\\b${wanted}="([^"]*)"`).exec(tag)?.[1] ?? ''
const plain = (text) =>
    text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"').replace(/&apos;/g, "'").replace(/&amp;/g, '&')
const said = (text) =>
    text ? '\n' + text.split('\n').slice(0, 12).map((line) => '      ' + line).join('\n') : ''

// Single checks of ./test itself.
const ran = new Set()
for (const line of read('steps.tsv').split('\n').filter(Boolean)) {
    const [outcome, title] = line.split('\t')
    ran.add(title)
    if (outcome === 'passed') passed += 1
    else failed.push(title)
}
const steps = passed

// GoogleTest programs: one XML each, named like the program.
const cases = new Map()
for (const file of existsSync(join(folder, 'cpp')) ? readdirSync(join(folder, 'cpp')) : []) {
    if (!file.endsWith('.xml')) continue
    const program = file.slice(0, -4)
    const count = { run: 0, bad: 0 }
    const text = read(join('cpp', file))
    for (const match of text.matchAll(/<testcase\b([^>]*?)(\/>|>([\s\S]*?)<\/testcase>)/g)) {
        const title = `${program}: ${attribute(match[1], 'classname')}.${attribute(match[1], 'name')}`
        const outcome = attribute(match[1], 'result')
        const chosen = attribute(match[1], 'status') === 'run'
        if (name && !chosen) continue // left out by the filter
        count.run += 1
        if (chosen && outcome === 'completed' && !match[3]?.includes('<failure')) passed += 1
        else {
            count.bad += 1
            failed.push(chosen && outcome !== 'skipped' ? title : `${title} (did not run)`)
        }
    }
    cases.set(program, count)
}

// CTest says which programs there were and how each ended.
for (const match of read('ctest.xml').matchAll(/<testcase\b([^>]*?)(\/>|>[\s\S]*?<\/testcase>)/g)) {
    const program = plain(attribute(match[1], 'name'))
    const good = attribute(match[1], 'status') === 'run'
    const count = cases.get(program)
    if (!count) {
        // Not a GoogleTest program (the floors), or one that crashed before it could write its results.
        if (good) passed += 1
        else failed.push(program)
    } else if (count.run === 0 && !name) failed.push(`${program}: has no cases`)
    else if (!good && count.bad === 0) failed.push(`${program}: ended badly after its cases`)
}
if (!name && ran.has('The C++ tests run with sanitizers') && cases.size === 0) failed.push('no C++ test case ran')

// Vitest.
if (read('vitest.json')) {
    const report = JSON.parse(read('vitest.json'))
    for (const file of report.testResults) {
        if (file.assertionResults.length === 0 && !(name && file.status === 'passed')) failed.push(`${file.name}: ${file.message || 'has no cases'}`)
        for (const one of file.assertionResults) {
            if (one.status === 'passed') passed += 1
            else if (!(name && one.status === 'skipped')) failed.push(`web: ${one.fullName} (${one.status})${said(one.failureMessages?.join('\n'))}`)
        }
    }
    if (!name && report.testResults.length === 0) failed.push('no web test ran')
}

// Browser stories.
if (read('browser.json')) {
    const stories = JSON.parse(read('browser.json'))
    for (const story of stories) {
        if (story.passed) passed += 1
        else failed.push(`browser: ${story.title}${said(story.error)}`)
    }
    if (!name && stories.length === 0) failed.push('no browser story ran')
}

if (Number(exitCode) !== 0 && failed.length === 0) failed.push('./test ended before its last step')
if (name && passed + failed.length === steps) failed.push(`nothing is called ${name}`)
if (failed.length > 0) {
    console.log('\nFailed:')
    for (const one of failed) console.log(`  ${one}`)
    console.log()
}
console.log(`${passed} passed, ${failed.length} failed`)
process.exit(failed.length === 0 ? 0 : 1)
