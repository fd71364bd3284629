// What a month's roster of five hundred people costs a browser: key to paint while moving and filling, frames while scrolling, and
// how long a save takes, in Chromium against the real server.
//   node bench/roster.mjs --program build/release/src/app/huiyin [--people 500] [--note "what else ran"]
import { execFileSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { closeBrowser, perform } from '../tests/browser/harness.mjs'

const house = join(dirname(fileURLToPath(import.meta.url)), '..')
const given = process.argv.slice(2)
const take = (option, usual) => {
    const at = given.indexOf(option)
    return at < 0 ? usual : given.splice(at, 2)[1]
}
const program = take('--program', join(house, 'build/release/src/app/huiyin'))
const people = Number(take('--people', 500))
const note = take('--note', '')
const share = (numbers, of) => [...numbers].sort((a, b) => a - b)[Math.min(numbers.length - 1, Math.ceil(numbers.length * of) - 1)]
const lines = []
const say = (line) => {
    lines.push(line)
    console.log(line)
}
const watch = () => {
    window.keys = []
    window.saves = []
    addEventListener('keydown', (event) => {
        const begun = event.timeStamp
        requestAnimationFrame(() => {
            const { port1, port2 } = new MessageChannel()
            port1.onmessage = () => window.keys.push(performance.now() - begun)
            port2.postMessage(0)
        })
    }, true)
    new PerformanceObserver((list) => list.getEntries().forEach((e) => /\/cells$/.test(e.name) && window.saves.push(e.duration))).observe({ type: 'resource', buffered: true })
}
const git = (...words) => execFileSync('git', ['-C', house, ...words], { encoding: 'utf8' }).trim()
const now = new Date().toISOString()
say(`Huiyin ${git('rev-parse', '--short', 'HEAD')}, ${now.slice(0, 16)}Z`)
say(`command: node bench/roster.mjs --program ${program.replace(house + '/', '')} --people ${people}`)
say(`machine: ${cpus().length} cores (${cpus()[0].model.trim()}), ${execFileSync('chromium', ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()}, headless, 1366x768`)
say(`load average before: ${loadavg().map((one) => one.toFixed(2)).join(' ')}`)
await perform(program, {
    title: 'bench-roster', options: { people: ['officer', 'supervisor'] }, tell: async (scene) => {
        const { client } = scene.staff.supervisor
        const department = scene.departments['客户服务中心']
        const now_there = (await client.get('/rosters/2026-12-01')).people.length
        for (let i = now_there; i < people; ++i) await scene.admin.post('/staff', { name: `员工${i + 1}`, department, posts: [{ post: 'service_officer', site: scene.site, department }] })
        const ids = []
        for (const [name, mark, start] of [['早班', '早', 480], ['中班', '中', 840], ['夜班', '夜', 1320]]) ids.push((await client.post('/shifts', { name, mark, start_minute: start, length_minutes: 480 })).id)
        for (const shift of ids) await client.post('/shift-coverage', { post: 'service_officer', shift, day_kind: 'workday', least: 150 })
        const pattern = (await client.post('/shift-patterns', { name: '早早中中夜夜休休', cycle: [ids[0], ids[0], ids[1], ids[1], ids[2], ids[2], '0', '0'] })).id
        const month = await client.get('/rosters/2026-12-01')
        const begun = Date.now()
        await client.post('/rosters/2026-12-01/fills', { version: month.version, pattern, staff: month.people.map((p) => p.id), from: '2026-12-01', step: 1 })
        say(`\n${month.people.length} people x 31 days; filled by a pattern in ${Date.now() - begun} ms`)
        const opened = Date.now()
        const whole = JSON.stringify(await client.get('/rosters/2026-12-01'))
        say(`the month as it is read: ${(whole.length / 1000).toFixed(0)} kB in ${Date.now() - opened} ms`)
        for (const slowdown of [1, 4]) {
            const page = await scene.openAs('supervisor')
            await page.addInitScript(watch)
            const session = await page.context().newCDPSession(page)
            await page.goto('/roster/2026-12')
            await page.locator('#cell-0-0').waitFor()
            await page.waitForTimeout(1500)
            await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown })
            await page.locator('#cell-2-2').click()
            const run = async (keys) => {
                await page.evaluate(() => (window.keys = []))
                for (const key of keys) {
                    await page.keyboard.press(key)
                    await page.waitForTimeout(40)
                }
                await page.waitForTimeout(200)
                return page.evaluate(() => window.keys)
            }
            const say_keys = (words, found, bar) => say(`${words.padEnd(44)} p50 ${share(found, 0.5).toFixed(0)} ms, p95 ${share(found, 0.95).toFixed(0)} ms, worst ${Math.max(...found).toFixed(0)} ms${slowdown === 1 ? `   bar p95 ${bar} ms: ${share(found, 0.95) <= bar ? 'met' : 'MISSED'}` : ''}`)
            say(`\n${slowdown === 1 ? 'as the machine is' : '4x CPU slowdown'}; ${await page.locator('tbody tr').count()} rows exist`)
            say_keys('moving, key to paint, 120 arrows', await run(Array.from({ length: 120 }, (_, i) => ['ArrowDown', 'ArrowRight', 'ArrowDown', 'ArrowLeft'][i % 4])), 64)
            say_keys('filling, key to paint, 60 digits and arrows', await run(Array.from({ length: 120 }, (_, i) => (i % 2 ? 'ArrowDown' : String(1 + (i % 3))))), 64)
            for (let i = 0; i < 20; ++i) await page.keyboard.press('Shift+PageDown')
            for (let i = 0; i < 6; ++i) await page.keyboard.press('Shift+ArrowRight')
            const range = await page.locator('td[aria-selected=true]').count()
            say_keys(`a range to the end of the list (${range} of it drawn)`, await run(['1', '2', '3', '1', '2']), 100)
            const frames = await page.evaluate(async () => {
                const box = document.querySelector('[role=grid]').parentElement
                box.scrollTop = 0
                const times = []
                await new Promise((done) => {
                    let last = performance.now()
                    const step = (at) => {
                        times.push(at - last)
                        last = at
                        box.scrollTop += 96
                        if (times.length < 120) requestAnimationFrame(step)
                        else done()
                    }
                    requestAnimationFrame(step)
                })
                return times.slice(2)
            })
            say(`scrolling, 120 frames of three rows${' '.repeat(10)} p50 ${share(frames, 0.5).toFixed(1)} ms, p95 ${share(frames, 0.95).toFixed(1)} ms, worst ${Math.max(...frames).toFixed(1)} ms`)
            await page.waitForTimeout(1500)
            const saves = await page.evaluate(() => window.saves)
            say(`saving in the background, ${saves.length} requests${' '.repeat(8)} p50 ${share(saves, 0.5).toFixed(0)} ms, p95 ${share(saves, 0.95).toFixed(0)} ms`)
            await page.context().close()
        }
    },
}, mkdtempSync(join(tmpdir(), 'huiyin-bench-')))
say(`\nload average after: ${loadavg().map((one) => one.toFixed(2)).join(' ')}`)
if (note) say(`note: ${note}`)
await closeBrowser()
const out = join(house, 'bench', 'results', `${now.slice(0, 10)}-roster.txt`)
writeFileSync(out, `${lines.join('\n')}\n`)
console.log(`\nwritten to bench/results/${now.slice(0, 10)}-roster.txt`)
