// Runs the browser stories, one after the other, each in a house of its own.
//   node tests/browser/run.mjs --program build/release/src/app/huiyin [--out results.json] [--slow milliseconds] [NAME]
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { answerSlowly, closeBrowser, perform, stories } from './harness.mjs'

const given = process.argv.slice(2)
const take = (option) => {
    const at = given.indexOf(option)
    return at < 0 ? undefined : given.splice(at, 2)[1]
}
const program = take('--program')
const out = take('--out')
answerSlowly(Number(take('--slow') ?? 0))
const name = given[0]?.toLowerCase()
if (!program) throw new Error('say which program to run: --program build/release/src/app/huiyin')

const here = dirname(fileURLToPath(import.meta.url))
for (const file of readdirSync(here).filter((file) => file.endsWith('_test.mjs')).sort()) {
    const before = stories.length
    await import(join(here, file))
    for (const one of stories.slice(before)) one.file = file
}
const chosen = stories.filter((one) => !name || one.title.toLowerCase().includes(name) || one.file.toLowerCase().includes(name))

const pictures = out ? join(dirname(out), 'pictures') : join(here, '..', '..', 'build', 'pictures')
mkdirSync(pictures, { recursive: true })
const results = []
// A promise that a story left behind: where the story has failed its own error is the one to tell, otherwise this is it.
// Either way the stories after it must still run.
let leftBehind
process.on('unhandledRejection', (reason) => (leftBehind = reason))
for (const one of chosen) {
    const started = Date.now()
    try {
        leftBehind = undefined
        await perform(program, one, pictures)
        if (leftBehind) throw leftBehind
        results.push({ title: one.title, passed: true })
        console.log(`passed  ${one.title} (${((Date.now() - started) / 1000).toFixed(1)} s)`)
    } catch (error) {
        results.push({ title: one.title, passed: false, error: String(error.stack ?? error) })
        console.log(`FAILED  ${one.title}\n${String(error.stack ?? error)}`)
    }
}
await closeBrowser()
if (out) writeFileSync(out, JSON.stringify(results, null, 2))
process.exit(results.every((one) => one.passed) ? 0 : 1)
