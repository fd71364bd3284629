// What the desk costs a browser: first load, first paint, shifts, keys and rest, in Chromium against the real server
// with two hundred open matters. Five runs, the median; once as the machine is and once four times slower.
//   node bench/web.mjs --program build/release/src/app/huiyin [--runs 5] [--note "what else ran"]
import { execFileSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { closeBrowser, perform } from '../tests/browser/harness.mjs'
import { openToday, recordMatter } from '../tests/browser/matters.mjs'

const house = join(dirname(fileURLToPath(import.meta.url)), '..')
const given = process.argv.slice(2)
const take = (option, usual) => {
    const at = given.indexOf(option)
    return at < 0 ? usual : given.splice(at, 2)[1]
}
const program = take('--program', join(house, 'build/release/src/app/huiyin'))
const runs = Number(take('--runs', 5))
const note = take('--note', '')
const matters = 200
const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)]
const share = (numbers, of) => [...numbers].sort((a, b) => a - b)[Math.min(numbers.length - 1, Math.ceil(numbers.length * of) - 1)]

// In the page: paints and shifts from the first moment on, and how long each key takes until its frame is painted.
const watch = () => {
    const seen = (window.seen = { lcp: 0, cls: 0, keys: [] })
    new PerformanceObserver((list) => (seen.lcp = list.getEntries().at(-1).startTime)).observe({ type: 'largest-contentful-paint', buffered: true })
    new PerformanceObserver((list) => list.getEntries().forEach((one) => one.hadRecentInput || (seen.cls += one.value))).observe({ type: 'layout-shift', buffered: true })
    addEventListener('keydown', (event) => {
        const begun = event.timeStamp
        requestAnimationFrame(() => {
            const { port1, port2 } = new MessageChannel()
            port1.onmessage = () => seen.keys.push(performance.now() - begun)
            port2.postMessage(0)
        })
    }, true)
}

// What the largest paint waited for, each file as gzip; what comes when the page rests is not part of it.
const firstLoad = async (page, url) => {
    const paths = await page.evaluate(() => ['/', ...performance.getEntriesByType('resource').filter((one) => one.startTime < window.seen.lcp).map((one) => new URL(one.name).pathname)])
    let bytes = 0
    for (const path of new Set(paths.filter((one) => !one.startsWith('/api/')))) {
        const said = execFileSync('curl', ['-s', '-o', '/dev/null', '-w', '%{size_download}', '-H', 'Accept-Encoding: gzip', url + path], { encoding: 'utf8' })
        bytes += Number(said)
    }
    return bytes / 1000
}
const keysOf = async (page, act) => {
    await page.evaluate(() => (window.seen.keys = []))
    await act()
    await page.waitForTimeout(100)
    return page.evaluate(() => window.seen.keys)
}

const oneRun = async (scene, slowdown) => {
    const page = await scene.openAs('supervisor')
    await page.addInitScript(watch)
    const session = await page.context().newCDPSession(page)
    await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown })
    await session.send('Performance.enable')
    const result = {}
    await openToday(page)
    await page.getByRole('tab', { name: /^本组/ }).waitFor()
    await page.waitForTimeout(2500)
    result.load = await firstLoad(page, scene.server.url)
    Object.assign(result, await page.evaluate(() => ({ lcp: window.seen.lcp, cls: window.seen.cls })))

    await page.getByRole('tab', { name: /^本组/ }).click()
    await page.locator('tbody tr').nth(99).waitFor()
    await page.waitForTimeout(500)
    result.rows = await page.locator('tbody tr').count()
    result.key = share(await keysOf(page, async () => {
        for (let i = 0; i < 90; ++i) {
            await page.keyboard.press('j')
            await page.waitForTimeout(50)
        }
    }), 0.95)

    // At rest: what the page does by itself in ten seconds.
    const busy = async () => (await session.send('Performance.getMetrics')).metrics.find((one) => one.name === 'TaskDuration').value
    await page.waitForTimeout(1500)
    const before = await busy()
    await page.waitForTimeout(10_000)
    result.idle = (await busy() - before) * 100

    await page.keyboard.press('n')
    const text = page.getByRole('dialog', { name: '登记' }).getByRole('textbox', { name: /客户怎么说/ })
    await text.waitFor()
    await text.focus()
    result.letter = share(await keysOf(page, () => page.keyboard.type('the pipe under the sink in the kitchen drips all night long', { delay: 50 })), 0.95)
    result.shifts = await page.evaluate(() => window.seen.cls)
    await page.context().close()
    return result
}

const lines = []
const say = (line) => {
    lines.push(line)
    console.log(line)
}
const git = (...words) => execFileSync('git', ['-C', house, ...words], { encoding: 'utf8' }).trim()
const now = new Date().toISOString()
const bars = [
    ['load', 'first load, gzip', 'kB', 110, 110], ['lcp', 'largest contentful paint', 'ms', 1000, 2000], ['cls', 'layout shift, first load', '', 0.02, 0.02],
    ['shifts', 'layout shift, whole visit', '', 0.02, 0.02], ['key', 'key to paint, p95 of 90', 'ms', 64], ['letter', 'letter in the record form, p95', 'ms', 64],
    ['idle', 'main thread at rest, a second', 'ms', 40],
]
say(`Huiyin ${git('rev-parse', '--short', 'HEAD')}, ${now.slice(0, 16)}Z`)
say(`machine: ${cpus().length} cores (${cpus()[0].model.trim()}), ${execFileSync('chromium', ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()}, headless, 1366x768`)
say(`load average before: ${loadavg().map((one) => one.toFixed(2)).join(' ')}`)
const pictures = mkdtempSync(join(tmpdir(), 'huiyin-bench-'))
await perform(program, {
    title: 'bench', options: { people: ['officer', 'supervisor'] }, tell: async (scene) => {
        for (let i = 0; i < matters; ++i) await recordMatter(scene, { subject: `第${i + 1}件：厨房水管漏水` })
        for (const slowdown of [1, 4]) {
            const all = []
            for (let i = 0; i < runs; ++i) all.push(await oneRun(scene, slowdown))
            say(`\n${slowdown === 1 ? 'as the machine is' : '4x CPU slowdown'}: ${runs} runs, median (all); ${matters} open matters, ${all[0].rows} rows in the list`)
            for (const [name, words, unit, bar, slowBar] of bars) {
                const values = all.map((one) => one[name])
                const shown = (value) => (unit ? value.toFixed(value < 10 ? 1 : 0) : value.toFixed(4))
                const limit = slowdown === 1 ? bar : slowBar
                const verdict = limit === undefined ? '' : `bar ${limit} ${unit}: ${median(values) <= limit ? 'met' : 'MISSED'}`
                say(`${words.padEnd(32)} ${`${shown(median(values))} ${unit}`.padEnd(11)} ${verdict.padEnd(20)} (${values.map(shown).join(' ')})`)
            }
        }
    },
}, pictures)
say(`\nload average after: ${loadavg().map((one) => one.toFixed(2)).join(' ')}`)
if (note) say(`note: ${note}`)
await closeBrowser()
const out = join(house, 'bench', 'results', `${now.slice(0, 10)}-web.txt`)
writeFileSync(out, `${lines.join('\n')}\n`)
console.log(`\nwritten to ${out}`)
