// How it looks: three languages, two themes, a phone, and what axe says of every page.
import { readFileSync } from 'node:fs'
import { story } from './harness.mjs'
import { openToday, recordMatter } from './matters.mjs'

const axe = readFileSync(new URL('../../web/node_modules/axe-core/axe.min.js', import.meta.url), 'utf8')
const pagesOf = (id) => ['/', '/complaints', `/complaints/${id}`, '/record', '/customers', '/follow-ups', '/promises', '/follow-up-plan', '/compliance', '/compliance/D4', '/daily-review', '/appraisal', '/appraisal/criteria', '/appraisal/years/2026', '/appraisal/statistics', '/appraisal/calibration', '/appraisal/deductions', '/training', '/training/plans', '/training/questions', '/training/courses', '/training/coverage', '/training/cases', '/roster', '/roster/settings', '/roster/leave', '/my-shifts', '/attendance', '/quality', '/quality?show=needs', '/organisation']
const settled = async (page, path) => {
    await page.goto(path)
    await page.getByRole('heading', { level: 1 }).waitFor()
    // What is still being read says so; the event stream never comes to rest.
    await page.getByText('正在读取').first().waitFor({ state: 'detached' })
}
const code = /\b(?:refused|event|field|complaint|compliance|queue|today|follow_up|follow_ups|follow_up_rate|promises|plan|nav|app|roster|leave|attendance|quality|record|customer_page|organisation_page|kind|state|phase|act|post|obligation|personal_field)\.[a-z_-]+/

/** An enquiry that may be closed; closed, its call-back is owed. */
const finishedMatter = async (scene, subject, steps) => {
    const { officer } = scene.staff
    const { id } = await recordMatter(scene, { subject, kind: 'enquiry' })
    const bodies = { answer: { text: '已经答复', channel: 'phone' }, agreement: { agreement: 'agreed' }, closure: { outcome: '已办好' } }
    for (const noun of steps) {
        const { version } = await officer.client.get(`/complaints/${id}`)
        await officer.client.post(`/complaints/${id}/${noun}`, { version, ...bodies[noun] })
    }
    return id
}

/** Every command that opens a dialog, each with a matter on which the manager may give it. */
const commandsIn = async (scene, ids) => {
    const composed = ['note', 'answer', 'promise', 'verify', 'attach']
    const found = new Map()
    for (const id of ids) {
        const { actions } = await scene.staff.manager.client.get(`/complaints/${id}`)
        for (const { name, allowed } of actions) if (allowed && !composed.includes(name) && !found.has(name)) found.set(name, id)
    }
    return [...found]
}

story('three languages and the dark theme stay after a reload, and no code reaches a person', async (scene) => {
    const { openAs, expect, expectEqual } = scene
    const { id } = await recordMatter(scene)
    const page = await openAs('manager')
    await openToday(page)
    await page.getByRole('button', { name: '深色' }).click()
    for (const [language, heading] of [['zh-Hant', '客戶檔案'], ['en', 'Customers'], ['zh-Hans', '客户档案']]) {
        await page.goto('/')
        await page.getByRole('navigation').getByRole('combobox').last().selectOption(language)
        await page.getByRole('link', { name: heading }).waitFor()
        await page.reload()
        await page.getByRole('link', { name: heading }).waitFor()
        const html = page.locator('html')
        expectEqual([await html.getAttribute('lang'), await html.getAttribute('data-theme')], [language, 'dark'], 'language and theme')
        for (const path of pagesOf(id)) {
            await page.goto(path)
            await page.getByRole('heading', { level: 1 }).waitFor()
            await page.getByRole('main').getByRole('heading', { level: 1 }).first().waitFor({ state: 'attached' })
            const raw = code.exec(await page.locator('body').innerText())
            expect(!raw, `${path} in ${language} shows ${raw?.[0]}`)
        }
        // Why then? is answered in the language too, the reading of the clause included.
        await page.goto(`/complaints/${id}`)
        await page.locator('[data-why]').first().click()
        await page.getByText({ 'zh-Hant': /算；諮詢和意見無須/, en: /midnight after recording/, 'zh-Hans': /算；咨询和意见无须/ }[language]).first().waitFor()
    }
}, { people: ['officer', 'manager'] })

story('on a phone the queue and a matter work by touch and nothing scrolls sideways', async (scene) => {
    const { openAs, expect } = scene
    await recordMatter(scene)
    const page = await openAs('officer', { phone: true })
    const fits = async (where) => {
        const wide = await page.evaluate(() => document.documentElement.scrollWidth)
        expect(wide <= 390, `${where} is ${wide} px wide`)
    }
    await openToday(page)
    await fits('Today')
    await page.getByRole('link', { name: '厨房水管漏水' }).tap()
    await page.getByRole('heading', { level: 1, name: '厨房水管漏水' }).waitFor()
    await fits('the matter')
    await page.getByRole('radio', { name: '核实', exact: true }).or(page.getByRole('radio', { name: /^核实/ })).first().tap()
    await page.getByRole('textbox', { name: '核实', exact: true }).fill('用手机核实')
    await page.getByRole('button', { name: '完成核实' }).tap()
    await page.getByRole('listitem').filter({ hasText: '用手机核实' }).waitFor()
    await page.getByRole('button', { name: '菜单' }).tap()
    await page.getByRole('navigation', { name: '菜单' }).getByRole('link', { name: '投诉' }).tap()
    await page.getByRole('link', { name: '厨房水管漏水' }).waitFor()
    await fits('the list')
}, { people: ['officer'] })

// Everything that can stand open over a page, and how it is opened. Each is looked at while it is open.
const button = (page, name) => page.getByRole('button', { name, exact: true }).first()
const dialogsOf = (scene, id, commands) => {
    const { homes } = scene
    const person = `/customers/${homes[0].person}`
    const menu = async (page) => {
        if (page.viewportSize().width < 861) await button(page, '菜单').click()
    }
    // The row under the cursor, once its peek has been read.
    const inQueue = async (page, key) => {
        const row = page.getByRole('row').filter({ has: page.getByRole('link', { name: '可以办结的事' }) })
        await row.click({ position: { x: 4, y: 12 } })
        await page.getByText('可以办结的事').nth(1).or(page.getByRole('button', { name: '菜单' })).first().waitFor()
        await page.keyboard.press(key)
    }
    const pressing = (as, path, name, what = name) => ({ as, path, what, open: (page) => page.getByRole('button', { name }).first().click() })
    return [
        { as: 'officer', path: '/', what: 'record form', open: (page) => page.keyboard.press('n') },
        { as: 'officer', path: '/', what: 'search', open: (page) => page.keyboard.press('/') },
        { as: 'officer', path: '/', what: 'keys', open: (page) => page.keyboard.press('?') },
        { as: 'officer', path: '/', what: 'settings', open: async (page) => (await menu(page), page.getByRole('button', { name: '个人设置' }).click()) },
        { as: 'officer', path: '/', what: 'closing from the queue', open: (page) => inQueue(page, 'e') },
        { as: 'officer', path: '/', what: 'assigning from the queue', open: (page) => inQueue(page, 'a') },
        { as: 'officer', path: '/', what: 'a session that ended', open: async (page) => {
            page.allow(/401/)
            await page.context().clearCookies()
            // Whatever asks next is told so; another tab asks at once.
            await page.keyboard.press('2')
        } },
        { as: 'manager', path: '/', what: 'alerts', panel: '提醒', open: (page) => page.getByRole('banner').getByRole('button', { name: /提醒/ }).click() },
        { as: 'manager', path: `/complaints/${id}`, what: 'why then', panel: '为什么是这个时间', open: (page) => page.getByRole('region', { name: '时限' }).getByRole('button').first().click() },
        ...commands.map(([name, of]) => ({ as: 'manager', path: `/complaints/${of}?do=${name}`, what: name })),
        pressing('officer', '/customers', '新建客户'), pressing('officer', '/customers', '新建房屋'), pressing('officer', '/customers', '新建楼栋'),
        pressing('officer', person, /^显示|查看/, 'revealing'),
        pressing('officer', person, '结束关系'),
        pressing('manager', person, '删除个人信息'),
        pressing('quality', '/compliance/B5', '确认', 'confirming a lost figure'),
        pressing('admin', '/organisation', '添加人员'), pressing('admin', '/organisation', '添加部门'), pressing('admin', '/organisation', /重置密码/, 'resetting'),
        pressing('admin', '/organisation', /代班/, 'a deputy'), pressing('admin', '/organisation', /修改/, 'changing staff'),
    ]
}

for (const phone of [false, true])
    for (const dark of [false, true]) {
        const look = async (page, where, found) => {
            await page.evaluate(axe)
            const { violations } = await page.evaluate(() => window.axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }))
            for (const one of violations) if (/serious|critical/.test(one.impact)) found.push(`${where}: ${one.id} ${one.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(' | ')}`)
        }
        const name = `${dark ? 'dark' : 'light'}, ${phone ? 'phone' : 'desk'}`
        story(`axe finds nothing serious on any page, ${name}`, async (scene) => {
            const { openAs, moveClockTo, expect, admin, staff, homes } = scene
            const { id } = await recordMatter(scene)
            await moveClockTo('2026-11-24T09:00:00+08:00')
            const found = []
            const door = await openAs(null, { phone, dark, inspected: true })
            door.allow(/401/)
            await settled(door, '/sign-in')
            await look(door, 'sign-in', found)
            const page = await openAs('manager', { phone, dark, inspected: true })
            await openToday(page)
            await page.getByRole('tab', { name: /^本组/ }).click()
            await page.getByRole('link', { name: '厨房水管漏水' }).first().waitFor()
            for (const path of [...pagesOf(id), `/customers/${homes[0].person}`, '/password', '/nowhere']) {
                await settled(page, path)
                await look(page, path, found)
            }
            expect(admin && staff, 'nobody is there')
            expect(!found.length, found.join('\n'))
        }, { people: ['officer', 'manager'] })

        story(`axe finds nothing serious in any dialog, ${name}`, async (scene) => {
            const { openAs, moveClockTo, expect, staff, admin } = scene
            staff.admin = { client: admin }
            const { id } = await recordMatter(scene)
            const closed = await finishedMatter(scene, '已经办结的事', ['answer', 'agreement', 'closure'])
            const ready = await finishedMatter(scene, '可以办结的事', ['answer', 'agreement'])
            const { id: referred } = await recordMatter(scene, { subject: '已经上报的事' })
            for (const [noun, body] of [['verification', { finding: '接头老化', substance: 'substantiated' }], ['referral', { reason: '要停水' }]]) {
                const { version } = await staff.officer.client.get(`/complaints/${referred}`)
                await staff.officer.client.post(`/complaints/${referred}/${noun}`, { version, ...body })
            }
            const { id: verified } = await recordMatter(scene, { subject: '已经核实的事' })
            await staff.officer.client.post(`/complaints/${verified}/verification`, { version: 1, finding: '接头老化', substance: 'substantiated' })
            const commands = await commandsIn(scene, [id, verified, referred, ready, closed])
            expect(commands.length >= 10, `only these open a dialog: ${commands.map(([name]) => name)}`)
            await moveClockTo('2026-11-24T09:00:00+08:00')
            const found = []
            const windows = {}
            for (const { as, path, what, open, panel } of dialogsOf(scene, id, commands)) {
                const page = (windows[as] ??= await openAs(as, { phone, dark, inspected: true }))
                if (what === 'a session that ended') continue
                await settled(page, path)
                await open?.(page)
                const there = panel ? page.getByRole('region', { name: panel }).or(page.getByRole('dialog', { name: panel })).first() : page.getByRole('dialog').last()
                await there.waitFor().catch((error) => {
                    throw new Error(`${what} did not open: ${error.message}`)
                })
                await look(page, `${what} on ${path}`, found)
            }
            const page = await openAs('officer', { phone, dark, inspected: true })
            const ended = dialogsOf(scene, id, commands).find((one) => one.what === 'a session that ended')
            await settled(page, ended.path)
            await ended.open(page)
            await page.getByRole('dialog').last().waitFor()
            await look(page, ended.what, found)
            expect(!found.length, found.join('\n'))
        }, { people: ['officer', 'manager', 'quality'] })
    }
