// How long typing in the record form waits for the page and for what it proposes: Chromium against the real server with the
// days that the simulator lived. Each key is dispatched as a keyboard does; the browser's own trace says which tasks kept the
// main thread busy until the next one.
//   node bench/typing.mjs --program build/release/src/app/huiyin [--days 60] [--data FOLDER] [--runs 3] [--slowdown 1] [--note "…"]
import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { cpus, loadavg, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Client } from '../tests/browser/harness.mjs'

const house = join(dirname(fileURLToPath(import.meta.url)), '..')
const { chromium } = createRequire(join(house, 'web', 'package.json'))('playwright-core')
const given = process.argv.slice(2)
const take = (option, usual) => {
    const at = given.indexOf(option)
    return at < 0 ? usual : given.splice(at, 2)[1]
}
const program = take('--program', join(house, 'build/release/src/app/huiyin'))
const days = Number(take('--days', 60))
const kept = take('--data', '')
const runs = Number(take('--runs', 3))
const slowdown = Number(take('--slowdown', 1))
const note = take('--note', '')
const bar = { page: 16, suggestion: 50 }

const share = (numbers, of) => (numbers.length ? [...numbers].sort((a, b) => a - b)[Math.min(numbers.length - 1, Math.ceil(numbers.length * of) - 1)] : 0)
const most = (numbers) => (numbers.length ? Math.max(...numbers) : 0)
const lines = []
const say = (line) => {
    lines.push(line)
    console.log(line)
}

// ---- the house ----
const data = kept || mkdtempSync(join(tmpdir(), 'huiyin-typing-'))
if (!existsSync(join(data, 'huiyin.sqlite')))
    execFileSync(program, ['simulate', '--days', String(days), '--seed', '1', '--data', data, '--no-check', '--quiet'], { stdio: ['ignore', 'ignore', 'inherit'] })
const port = await new Promise((done) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
        const { port } = probe.address()
        probe.close(() => done(port))
    })
})
const server = spawn(program, ['serve', '--data', data, '--port', String(port)], { stdio: 'ignore' })
const url = `http://127.0.0.1:${port}`
for (let i = 0; i < 300; ++i) {
    if (await fetch(`${url}/api/health`).then((reply) => reply.status < 500, () => false)) break
    await new Promise((done) => setTimeout(done, 100))
}
const count = (sql) => execFileSync('sqlite3', ['-readonly', join(data, 'huiyin.sqlite'), sql], { encoding: 'utf8' }).trim()

// ---- typing ----
// What it says stands near what the simulator's households say, so that there is something to propose.
const words = {
    household: '1204',
    subject: '厨房水管漏水已经两天了',
    text: '客户说厨房的水管一直在滴水，地板已经湿了，楼下邻居也来敲门说天花板有水印。昨天打过电话，师傅看了没有修好，今天早上水更大了，希望今天之内有人上门处理并给一个准确的时间。',
    wants: '希望今天修好并赔偿地板',
}
const gap = 80  // ms between two keys: a quick typist
const type = async (session, text) => {
    for (const key of text) {
        await session.send('Input.dispatchKeyEvent', { type: 'keyDown', text: key, unmodifiedText: key, key })
        await session.send('Input.dispatchKeyEvent', { type: 'keyUp', key })
        await new Promise((done) => setTimeout(done, gap))
    }
}

// The tasks of the thread that handled the keys, each put to the key before it.
const busyOf = (trace) => {
    const dispatched = trace.filter((e) => e.name === 'EventDispatch' && e.ph === 'X' && e.args?.data?.type === 'keydown').sort((a, b) => a.ts - b.ts)
    if (!dispatched.length) throw new Error('the trace has no key in it')
    const { pid, tid } = dispatched[0]
    const tasks = trace.filter((e) => e.pid === pid && e.tid === tid && e.ph === 'X' && /(^|::)RunTask$/.test(e.name)).sort((a, b) => a.ts - b.ts)
    const begin = dispatched.map((key) => tasks.findLast((task) => task.ts <= key.ts)?.ts ?? key.ts)
    return begin.map((from, i) => {
        const until = begin[i + 1] ?? from + gap * 1000
        const own = tasks.filter((task) => task.ts >= from && task.ts < until).map((task) => task.dur / 1000)
        return { longest: most(own), all: own.reduce((a, b) => a + b, 0) }
    })
}

const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-dev-shm-usage', '--lang=zh-CN'] })
const oneRun = async (cookie) => {
    const context = await browser.newContext({ baseURL: url, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', viewport: { width: 1366, height: 768 } })
    const [name, value] = cookie.split('=')
    await context.addCookies([{ name, value, url, httpOnly: true, sameSite: 'Lax' }])
    const page = await context.newPage()
    // From the key's own time until its handler begins: what the key really waited for.
    await page.addInitScript(() => {
        window.waited = []
        new PerformanceObserver((list) => list.getEntries().forEach((one) => one.name === 'keydown' && window.waited.push(one.processingStart - one.startTime)))
            .observe({ type: 'event', durationThreshold: 16 })
    })
    await page.goto('/today')
    await page.getByRole('tab', { name: /^我的/ }).waitFor()
    const session = await context.newCDPSession(page)
    await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown })
    await page.waitForTimeout(1500)
    await page.keyboard.press('n')
    const form = page.getByRole('dialog', { name: '登记' })
    const household = form.getByRole('combobox', { name: /哪一户/ })
    await household.waitFor()
    await page.waitForTimeout(500)
    await page.evaluate(() => performance.setResourceTimingBufferSize(5000))
    const fields = []
    const typeIn = async (field, box, text) => {
        await box.focus()
        await page.evaluate(() => performance.clearResourceTimings())
        await browser.startTracing(page, { categories: ['toplevel', 'devtools.timeline', 'disabled-by-default-devtools.timeline'] })
        await type(session, text)
        await page.waitForTimeout(400)
        const { traceEvents } = JSON.parse((await browser.stopTracing()).toString())
        const asked = await page.evaluate(() => performance.getEntriesByType('resource').filter((one) => one.name.includes('/api/'))
            .map((one) => ({ path: new URL(one.name).pathname.replace(/\d{6,}/g, '…'), took: one.responseEnd - one.startTime })))
        fields.push({ field, keys: busyOf(traceEvents), asked })
    }
    await typeIn('household', household, words.household)
    await form.getByRole('option').first().click()
    await form.getByRole('button', { name: '换一户' }).waitFor()
    const category = form.getByRole('combobox', { name: /分类/ })
    await category.fill('漏水')
    await form.getByRole('option').first().click()
    await typeIn('subject', form.getByRole('textbox', { name: /事由/ }), words.subject)
    await typeIn('text', form.getByRole('textbox', { name: /客户怎么说/ }), words.text)
    await typeIn('wants', form.getByRole('textbox', { name: /客户要什么/ }), words.wants)
    const waited = await page.evaluate(() => window.waited)
    await context.close()
    return { fields, waited }
}

const git = (...what) => execFileSync('git', ['-C', house, ...what], { encoding: 'utf8' }).trim()
const now = new Date().toISOString()
const ms = (value) => `${value.toFixed(1)} ms`
const verdict = (value, limit) => `bar ${limit} ms: ${value <= limit ? 'met' : 'MISSED'}`
try {
    const client = new Client(url)
    await client.signIn('linxiao', 'huiyin-demo')
    say(`Huiyin ${git('rev-parse', '--short', 'HEAD')}, ${now.slice(0, 16)}Z`)
    say(`machine: ${cpus().length} cores (${cpus()[0].model.trim()}), ${execFileSync('chromium', ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()}, headless, 1366x768, CPU slowdown ${slowdown}x`)
    say(`data: ${kept ? 'a kept folder' : `${days} days that the simulator lived with seed 1`}: ${count('select count(*) from complaints')} complaints, ${count("select count(*) from complaints where state not in ('closed', 'withdrawn')")} open, ${count('select count(*) from journal')} journal entries`)
    say(`load average before: ${loadavg().map((one) => one.toFixed(2)).join(' ')}`)
    const all = []
    for (let i = 0; i < runs; ++i) {
        await client.put('/drafts/record', { content: '' }) // what the run before left half written would fill the form
        all.push(await oneRun(client.cookie))
    }
    say(`\n${runs} runs, a key every ${gap} ms; longest task and all work of the main thread from one key to the next`)
    for (const field of ['household', 'subject', 'text', 'wants']) {
        const keys = all.flatMap((run) => run.fields.find((one) => one.field === field).keys)
        const longest = keys.map((key) => key.longest), work = keys.map((key) => key.all)
        say(`${field.padEnd(10)} ${String(keys.length).padStart(4)} keys   longest task p50 ${ms(share(longest, 0.5))}, p95 ${ms(share(longest, 0.95))}, max ${ms(most(longest))}   all work p95 ${ms(share(work, 0.95))}, max ${ms(most(work))}`)
    }
    const longest = all.flatMap((run) => run.fields.flatMap((one) => one.keys.map((key) => key.longest)))
    say(`every key  ${String(longest.length).padStart(4)} keys   longest task p95 ${ms(share(longest, 0.95))}, max ${ms(most(longest))}   ${verdict(share(longest, 0.95), bar.page)} at p95, ${verdict(most(longest), bar.page)} at worst`)
    const waited = all.flatMap((run) => run.waited)
    say(`a key until its handler began: p95 ${ms(share(waited, 0.95))}, max ${ms(most(waited))} (${waited.length} keys that took a frame or more)   ${verdict(most(waited), bar.page)} at worst`)
    const asked = all.flatMap((run) => run.fields.flatMap((one) => one.asked))
    say('\nwhat was asked meanwhile, from asking to the last byte')
    for (const path of [...new Set(asked.map((one) => one.path))].sort()) {
        const took = asked.filter((one) => one.path === path).map((one) => one.took)
        say(`${path.padEnd(32)} ${String(took.length).padStart(4)} times   p95 ${ms(share(took, 0.95))}, max ${ms(most(took))}   ${verdict(share(took, 0.95), bar.suggestion)}`)
    }
    say(`\nload average after: ${loadavg().map((one) => one.toFixed(2)).join(' ')}`)
    if (note) say(`note: ${note}`)
    const out = join(house, 'bench', 'results', `${now.slice(0, 10)}-typing.txt`)
    writeFileSync(out, `${lines.join('\n')}\n`)
    console.log(`\nwritten to ${out}`)
} finally {
    await browser.close()
    server.kill('SIGTERM')
    await new Promise((done) => server.once('exit', done))
    if (!kept) rmSync(data, { recursive: true, force: true })
}
