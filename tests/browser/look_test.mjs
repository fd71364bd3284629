// How it looks: three languages, two themes, a phone, and what axe says of every page.
import { readFileSync } from 'node:fs'
import { story } from './harness.mjs'
import { openToday, recordMatter } from './matters.mjs'

const axe = readFileSync(new URL('../../web/node_modules/axe-core/axe.min.js', import.meta.url), 'utf8')
const pagesOf = (id) => ['/', '/complaints', `/complaints/${id}`, '/record', '/customers', '/compliance', '/compliance/D4', '/organisation']
const settled = async (page, path) => {
    await page.goto(path)
    await page.getByRole('heading', { level: 1 }).waitFor()
    // What is still being read says so; the event stream never comes to rest.
    await page.getByText('正在读取').first().waitFor({ state: 'detached' })
}
const code = /\b(?:refused|event|field|complaint|compliance|queue|today|nav|app|record|customer_page|organisation_page|kind|state|phase|act|post|obligation|personal_field)\.[a-z_-]+/

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
            await page.getByRole('main').getByRole('status').or(page.getByRole('main').getByRole('heading', { level: 1 })).first().waitFor()
            const raw = code.exec(await page.locator('body').innerText())
            expect(!raw, `${path} in ${language} shows ${raw?.[0]}`)
        }
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

for (const phone of [false, true])
    for (const dark of [false, true])
        story(`axe finds nothing serious, ${dark ? 'dark' : 'light'}, ${phone ? 'phone' : 'desk'}`, async (scene) => {
            const { openAs, moveClockTo, expect } = scene
            const { id } = await recordMatter(scene)
            await moveClockTo('2026-11-24T09:00:00+08:00')
            const found = []
            const look = async (page, where) => {
                await page.evaluate(axe)
                const { violations } = await page.evaluate(() => window.axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }))
                for (const one of violations) if (/serious|critical/.test(one.impact)) found.push(`${where}: ${one.id} ${one.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(' | ')}`)
            }
            const door = await openAs(null, { phone, dark, inspected: true })
            door.allow(/401/)
            await settled(door, '/sign-in')
            await look(door, 'sign-in')
            const page = await openAs('manager', { phone, dark, inspected: true })
            await openToday(page)
            await page.getByRole('tab', { name: /^本组/ }).click()
            await page.getByRole('link', { name: '厨房水管漏水' }).first().waitFor()
            for (const path of pagesOf(id)) {
                await settled(page, path)
                await look(page, path)
            }
            expect(!found.length, found.join('\n'))
        }, { people: ['officer', 'manager'] })
