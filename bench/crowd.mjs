// The public desk under a crowd: ten thousand submissions from one address, then ten thousand from one poster through as
// many addresses. Nothing but 201 and 429 is answered, what was taken is there, and memory stays bounded.
//   node bench/crowd.mjs --program build/release/src/app/huiyin [--many 10000] [--within 240] [--note "what else ran"]
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { cpus, loadavg, totalmem } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Client, startServer } from '../tests/browser/harness.mjs'

const house = join(dirname(fileURLToPath(import.meta.url)), '..')
const given = process.argv.slice(2)
const take = (option, usual) => {
    const at = given.indexOf(option)
    return at < 0 ? usual : given.splice(at, 2)[1]
}
const program = take('--program', join(house, 'build/release/src/app/huiyin'))
const many = Number(take('--many', 10_000)), within = Number(take('--within', 240))
const note = take('--note', '')
const deadline = Date.now() + within * 1000
const memoryBar = 250

const server = await startServer(program, '2026-11-23T08:30:00+08:00', ['--proxy'])
const memory = (what) => Math.round(Number(new RegExp(`${what}:\\s+(\\d+)`).exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'))[1]) / 1024)
const agent = new Agent({ keepAlive: true, maxSockets: 32 })
const ask = (method, path, headers, body) =>
    new Promise((done, fail) => {
        const sent = request(server.url + path, { method, agent, headers: { ...(body ? { 'content-type': 'application/json' } : {}), ...headers } }, (reply) => {
            let text = ''
            reply.setEncoding('utf8')
            reply.on('data', (chunk) => (text += chunk))
            reply.on('end', () => done({ status: reply.statusCode, headers: reply.headers, text }))
        })
        sent.on('error', fail)
        sent.end(body)
    })

const lines = []
const say = (line) => {
    lines.push(line)
    console.log(line)
}
let wrong = 0
const hold = (holds, sentence) => {
    if (holds) return
    ++wrong
    say(`  NOT SO: ${sentence}`)
}

try {
    const admin = new Client(server.url)
    const me = await admin.signIn('admin', server.password)
    const site = me.site ?? me.sites[0].id
    const { departments } = await admin.get('/departments')
    const made = await admin.post('/staff', { name: '陈国栋', login: 'chen', department: departments[0].id, posts: [{ post: 'supervisor', site, department: departments[0].id }] })
    const desk = new Client(server.url)
    await desk.signIn('chen', made.one_time_password)
    const { code } = await desk.post('/posters', { place_kind: 'site' })

    const taken = []
    const crowd = async (title, addressOf) => {
        const counts = {}
        let next = 0, unpaced = 0, slowest = 0, flooding = true
        const began = Date.now()
        // A colleague goes on working meanwhile.
        const colleague = (async () => {
            while (flooding) {
                const asked = performance.now()
                await desk.get('/complaints')
                slowest = Math.max(slowest, performance.now() - asked)
                await new Promise((done) => setTimeout(done, 250))
            }
        })()
        const one = async () => {
            while (next < many && Date.now() < deadline) {
                const n = next++
                const attempt = createHash('sha256').update(`${title} ${n}`).digest('hex').slice(0, 32)
                const reply = await ask('POST', `/api/public/places/${code}/submissions`, { 'x-forwarded-for': addressOf(n) },
                    JSON.stringify({ attempt, kind: 'complaint', text: `卫生间吊顶滴水 ${n}`, name: '李文博', phone: '13812345678', language: 'zh_Hans' }))
                counts[reply.status] = (counts[reply.status] ?? 0) + 1
                if (reply.status === 201) taken.push(JSON.parse(reply.text))
                if (reply.status === 429 && !reply.headers['retry-after']) ++unpaced
                if (next % 500 === 0 && process.stderr.isTTY) process.stderr.write(`\r  ${title}: ${next} of ${many}`)
            }
        }
        await Promise.all(Array.from({ length: 32 }, one))
        flooding = false
        await colleague
        const seconds = (Date.now() - began) / 1000
        const sent = Object.values(counts).reduce((a, b) => a + b, 0)
        if (process.stderr.isTTY) process.stderr.write('\r')
        say(`${title}: ${sent} sent in ${seconds.toFixed(1)} s (${Math.round(sent / seconds)} a second), ${counts[201] ?? 0} taken, ${counts[429] ?? 0} told when to come again; a colleague's list took ${Math.round(slowest)} ms at most`)
        say(`  memory ${memory('VmRSS')} MB`)
        hold(sent === many, `all ${many} are sent within ${within} s`)
        hold(Object.keys(counts).every((status) => status === '201' || status === '429'), `answers were ${JSON.stringify(counts)}`)
        hold(!unpaced, `${unpaced} were slowed down without being told until when`)
        hold((counts[429] ?? 0) > 0, 'nobody was slowed down')
    }

    say(`idle memory ${memory('VmRSS')} MB`)
    await crowd('one address', () => '10.0.1.1')
    await crowd('one poster, each from another address', (n) => `10.${1 + (n >> 16)}.${(n >> 8) & 255}.${n & 255}`)

    const listed = []
    for (let cursor = ''; ;) {
        const page = await desk.get(`/submissions?limit=50${cursor ? `&cursor=${cursor}` : ''}`)
        listed.push(...page.rows.map((row) => row.number))
        if (!(cursor = page.next)) break
    }
    const numbers = taken.map((one) => one.number)
    hold(JSON.stringify([...numbers].sort()) === JSON.stringify([...listed].sort()), `${numbers.length} were taken and ${listed.length} are listed`)
    hold(new Set(numbers).size === numbers.length, 'two have one number')
    let opened = 0
    for (const [n, one] of taken.entries()) opened += (await ask('GET', '/api/public/matter', { 'x-forwarded-for': `10.99.0.${n % 250}`, 'huiyin-link': one.link })).status === 200
    hold(opened === taken.length, `${opened} of ${taken.length} links open`)
    say(`of ${taken.length} taken ${listed.length} are listed and ${opened} links open; ${execFileSync(program, ['verify', '--data', server.folder], { encoding: 'utf8' }).trim().split('\n').at(-1)}`)
    say(`highest memory ${memory('VmHWM')} MB (bar ${memoryBar})`)
    hold(memory('VmHWM') <= memoryBar, `memory stays under ${memoryBar} MB`)
} finally {
    agent.destroy()
    await server.stop()
}
const now = new Date().toISOString()
const head = [
    `Huiyin ${execFileSync('git', ['-C', house, 'rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim()}, ${now.slice(0, 16)}Z`,
    `machine: ${cpus().length} cores (${cpus()[0].model.trim()}), ${Math.round(totalmem() / 2 ** 30)} GB; load average ${loadavg().map((n) => n.toFixed(1)).join(' ')}${note ? `; ${note}` : ''}`,
]
if (!wrong) writeFileSync(join(house, 'bench/results', `${now.slice(0, 10)}-crowd.txt`), [...head, ...lines, ''].join('\n'))
process.exit(wrong ? 1 : 0)
