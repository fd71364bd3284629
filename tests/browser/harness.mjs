// A house for one browser story: the real server on a free loopback port with a fresh data folder and a manual
// clock, people and households made through the API, and Chromium. Whatever the browser complains about (console
// errors, failed requests, policy reports, server errors) makes the story fail. No mocked network, no retries.
import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const house = join(dirname(fileURLToPath(import.meta.url)), '..', '..')
const { chromium } = createRequire(join(house, 'web', 'package.json'))('playwright-core')

// ---- stories ----
export const stories = []
// story('reception registers a leak', async (scene) => { … }, { at: '2026-11-23T08:30:00+08:00' })
export const story = (title, tell, options = {}) => stories.push({ title, tell, options })

export const expect = (holds, sentence) => {
    if (!holds) throw new Error(sentence)
}
export const expectEqual = (found, wanted, sentence) => {
    const [a, b] = [JSON.stringify(found), JSON.stringify(wanted)]
    if (a !== b) throw new Error(`${sentence}: found ${a}, wanted ${b}`)
}

// ---- the server ----
const freePort = () =>
    new Promise((done, fail) => {
        const probe = createServer()
        probe.once('error', fail)
        probe.listen(0, '127.0.0.1', () => {
            const { port } = probe.address()
            probe.close(() => done(port))
        })
    })

export const startServer = async (program, at, more = []) => {
    const folder = mkdtempSync(join(tmpdir(), 'huiyin-story-'))
    const port = await freePort()
    const arguments_ = ['serve', '--data', folder, '--port', String(port), '--clock', 'manual', '--start', at, ...more]
    const child = spawn(program, arguments_, { stdio: ['ignore', 'pipe', 'pipe'] })
    let said = ''
    const ended = new Promise((done) => child.once('exit', (code, signal) => done({ code, signal })))
    const password = new Promise((done, fail) => {
        const hear = (chunk) => {
            said += chunk
            const found = /\b([A-Za-z0-9]{4}(?:-[A-Za-z0-9]{4}){3})\b/.exec(said)
            if (found && said.includes(`:${port}`)) done(found[1])
        }
        child.stdout.on('data', hear)
        child.stderr.on('data', hear)
        ended.then(() => fail(new Error(`the server ended at once:\n${said}`)))
    })
    let killed = false
    const stop = async () => {
        child.kill('SIGTERM')
        const end = await ended
        rmSync(folder, { recursive: true, force: true })
        if (!killed && end.code !== 0) throw new Error(`the server ended with ${end.code ?? end.signal}:\n${said.slice(-2000)}`)
    }
    const kill = async () => {
        killed = true
        child.kill('SIGKILL')
        await ended
    }
    return { url: `http://127.0.0.1:${port}`, pid: child.pid, folder, password: await password, stop, kill, said: () => said }
}

// ---- one person speaking to the API ----
export class Client {
    constructor(url) {
        this.url = url
        this.cookie = ''
    }
    async send(method, path, body) {
        const reply = await fetch(`${this.url}/api${path}`, {
            method,
            headers: { 'content-type': 'application/json', ...(this.cookie ? { cookie: this.cookie } : {}) },
            body: body === undefined ? undefined : JSON.stringify(body),
        })
        for (const set of reply.headers.getSetCookie()) if (set.startsWith('huiyin_session=')) this.cookie = set.split(';')[0]
        const text = await reply.text()
        return { status: reply.status, body: text ? JSON.parse(text) : undefined }
    }
    async ask(method, path, body) {
        const { status, body: said } = await this.send(method, path, body)
        if (status >= 300) throw new Error(`${method} ${path} was answered ${status}: ${JSON.stringify(said)}`)
        return said
    }
    get(path) {
        return this.ask('GET', path)
    }
    post(path, body = {}) {
        return this.ask('POST', path, body)
    }
    put(path, body = {}) {
        return this.ask('PUT', path, body)
    }
    async signIn(login, password) {
        const me = await this.post('/session', { login, password })
        if (me.must_change_password) {
            const chosen = `${login}-sees-every-matter-through`
            await this.post('/me/password', { old_password: password, new_password: chosen })
            if (!(await this.send('GET', '/me')).body?.staff) await this.post('/session', { login, password: chosen })
            this.password = chosen
        } else this.password = password
        return me
    }
}

// ---- the people and households that stories are about ----
const cast = {
    officer: { name: '林晓芸', login: 'lin', posts: ['service_officer'], in: '客户服务中心' },
    hotline: { name: '周敏', login: 'zhou', posts: ['hotline_operator'], in: '客户服务中心' },
    supervisor: { name: '陈国栋', login: 'chen', posts: ['supervisor'], in: '客户服务中心' },
    manager: { name: '吴淑贞', login: 'wu', posts: ['customer_service_manager'], in: '客户服务中心' },
    director: { name: '郑海峰', login: 'zheng', posts: ['site_director'], in: '客户服务中心' },
    technician: { name: '曾志强', login: 'zeng', posts: ['technician'], in: '工程部' },
    engineering: { name: '解文斌', login: 'xie', posts: ['department_manager'], in: '工程部' },
    quality: { name: '单雅琴', login: 'shan', posts: ['quality_department'], in: '品质部' },
}
const households = [
    { building: '3栋', number: '1204', name: '李文博', phone: '13800138000', role: 'owner' },
    { building: '3栋', number: '1205', name: '欧阳静', phone: '13911112222', role: 'tenant' },
    { building: '5栋', number: '0301', name: '王秀英', phone: '13655557777', role: 'owner' },
]

const populate = async (server, people) => {
    const admin = new Client(server.url)
    const me = await admin.signIn('admin', server.password)
    const site = me.site ?? me.sites[0].id
    // The first start has made the service centre already.
    const departments = Object.fromEntries((await admin.get('/departments')).departments.map((one) => [one.name, one.id]))
    for (const [name, centre] of [['客户服务中心', true], ['工程部', false], ['品质部', false]])
        departments[name] ??= (await admin.post('/departments', { name, service_centre: centre })).id
    const staff = {}
    for (const key of new Set(['officer', ...people])) {
        const { name, login, posts, in: department } = cast[key]
        const made = await admin.post('/staff', {
            name,
            login,
            department: departments[department],
            posts: posts.map((post) => ({ post, site, department: departments[department] })),
        })
        const client = new Client(server.url)
        await client.signIn(login, made.one_time_password)
        staff[key] = { id: made.id, name, login, client, password: client.password }
    }
    // Households are the service officer's business; an administrator may not touch them.
    const officer = staff.officer.client
    const buildings = {}
    const homes = []
    for (const one of households) {
        buildings[one.building] ??= (await officer.post('/buildings', { name: one.building })).id
        const unit = (await officer.post('/units', { building: buildings[one.building], number: one.number })).id
        const person = (await officer.post('/persons', { name: one.name, phones: [one.phone], unit, role: one.role, since: '2024-03-01' })).id
        homes.push({ ...one, room: `${one.building}${one.number}`, unit, person })
    }
    return { admin, site, departments, staff, homes }
}

// ---- the browser ----
let browser
const openBrowser = async () => {
    const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find((path) => existsSync(path))
    if (!executablePath) throw new Error('Chromium is not installed')
    browser ??= await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage', '--lang=zh-CN'] })
    return browser
}
export const closeBrowser = async () => browser?.close()

// A slow network, to find stories that do not wait for what they look at: run.mjs --slow milliseconds.
let slow = 0
export const answerSlowly = (milliseconds) => (slow = milliseconds)

// A window of one person. What it complains about is kept; `window.allow(/…/)` names what the story means to provoke.
const openWindow = async (server, person, options = {}) => {
    const context = await (await openBrowser()).newContext({
        baseURL: server.url,
        locale: 'zh-CN',
        timezoneId: 'Asia/Shanghai',
        viewport: options.phone ? { width: 390, height: 844 } : { width: 1366, height: 768 },
        hasTouch: Boolean(options.phone),
        // axe is put into the page from outside, which the policy rightly forbids.
        bypassCSP: Boolean(options.inspected),
        colorScheme: options.dark ? 'dark' : 'light',
        reducedMotion: 'reduce',
    })
    context.setDefaultTimeout(10_000)
    await context.addInitScript(() => {
        document.addEventListener('securitypolicyviolation', (event) =>
            console.error(`policy: ${event.violatedDirective} forbids ${event.blockedURI}`))
    })
    if (slow)
        await context.route('**/api/**', async (route) => {
            await new Promise((go) => setTimeout(go, slow))
            await route.continue().catch(() => {}) // the page may be gone by then
        })
    if (person) {
        const [name, value] = person.client.cookie.split('=')
        await context.addCookies([{ name, value, url: server.url, httpOnly: true, sameSite: 'Lax' }])
    }
    const complaints = []
    const allowed = []
    const complain = (text) => complaints.push(text)
    const page = await context.newPage()
    page.on('console', (message) => message.type() === 'error' && complain(`console: ${message.text()} ${message.location().url}`))
    page.on('pageerror', (error) => complain(`error: ${error.stack ?? error}`))
    page.on('requestfailed', (request) => {
        // Leaving a page ends its event stream and whatever it still waited for; that is no failure.
        if (request.failure()?.errorText !== 'net::ERR_ABORTED') complain(`request: ${request.url()} ${request.failure()?.errorText}`)
    })
    page.on('response', (response) => {
        if (response.status() >= 400) complain(`answer: ${response.status()} ${response.request().method()} ${response.url()}`)
    })
    page.allow = (pattern) => allowed.push(pattern)
    page.complaints = () => complaints.filter((text) => !allowed.some((pattern) => pattern.test(text)))
    return page
}

// ---- one story in its own house ----
export const perform = async (program, one, pictures) => {
    const { at = '2026-11-23T08:30:00+08:00', people = Object.keys(cast) } = one.options
    const server = await startServer(program, at)
    const windows = []
    const scene = { server, expect, expectEqual }
    try {
        Object.assign(scene, await populate(server, people))
        scene.openAs = async (key, options) => {
            const page = await openWindow(server, key ? scene.staff[key] : undefined, options)
            windows.push(page)
            return page
        }
        // What the journal says of an event, read from the company's file beside the running server.
        scene.journal = (event) =>
            JSON.parse(execFileSync('sqlite3', ['-readonly', '-json', join(server.folder, 'huiyin.sqlite'),
                `select subject_kind, subject_id, facts, personal from journal where event = '${event.replace(/[^a-z_.]/g, '')}'`], { encoding: 'utf8' }) || '[]')
        scene.moveClockTo = (time) => scene.admin.put('/clock', { now: new Date(time).getTime() })
        await one.tell(scene)
        for (const page of windows) {
            const heard = page.complaints()
            expect(heard.length === 0, `the browser complained:\n${heard.join('\n')}`)
        }
    } catch (error) {
        for (const [i, page] of windows.entries())
            await page.screenshot({ path: `${pictures}/${one.title.replace(/\W+/g, '-')}-${i}.png` }).catch(() => {})
        throw error
    } finally {
        for (const page of windows) await page.context().close()
        await server.stop()
    }
}
