// More of what makes a day easier: where it begins, taking back what was done by mistake, views at hand, every key listed.
import { story } from './harness.mjs'
import { openToday, recordMatter, rowOf } from './matters.mjs'

const opened = async (page, id, subject = '厨房水管漏水') => {
    await page.goto(`/complaints/${id}`)
    await page.getByRole('heading', { level: 1, name: subject }).waitFor()
}

story('each post begins where its work is, and a person may begin elsewhere, on any computer', async (scene) => {
    const { openAs, expectEqual, staff } = scene
    const begins = async (key) => {
        const page = await openAs(key)
        await page.goto('/')
        await page.getByRole('heading', { level: 1 }).waitFor()
        const { pathname, searchParams } = new URL(page.url())
        return [pathname, searchParams.get('tab'), searchParams.get('department')]
    }
    expectEqual(await begins('officer'), ['/today', null, null], 'the officer')
    expectEqual(await begins('technician'), ['/complaints', 'mine', null], 'the technician')
    expectEqual(await begins('engineering'), ['/complaints', 'team', scene.departments.工程部], 'the department manager')
    expectEqual(await begins('quality'), ['/compliance', null, null], 'the quality department')

    const page = await openAs('officer')
    await page.goto('/')
    await page.getByRole('button', { name: '个人设置' }).click()
    const chosen = page.waitForResponse((r) => r.url().endsWith('/api/me/start-page') && r.ok())
    await page.getByRole('combobox', { name: '起始页' }).selectOption('follow_ups')
    await chosen
    expectEqual(await begins('officer'), ['/follow-ups', null, null], 'the officer who chose')
    const signing = await openAs(null)
    signing.allow(/401/)
    await signing.goto('/')
    await signing.locator('input').first().fill(staff.officer.login)
    await signing.locator('input[type=password]').fill(staff.officer.password)
    await signing.keyboard.press('Enter')
    await signing.waitForURL('**/follow-ups')
    const refused = await staff.officer.client.send('PUT', '/me/start-page', { page: 'compliance' })
    expectEqual([refused.status, refused.body.fields?.[0]?.field], [422, 'page'], 'a page that is not theirs')
}, { people: ['officer', 'technician', 'engineering', 'quality'] })

story('a change of importance, a link and a merge are taken back with Z, and the timeline tells both', async (scene) => {
    const { openAs, expectEqual, staff } = scene
    const { id } = await recordMatter(scene)
    const other = await recordMatter(scene, { by: 'hotline', subject: '厨房漏水没人来' })
    const matter = () => staff.officer.client.get(`/complaints/${id}`)
    const told = async (event) => (await matter()).timeline.filter((entry) => entry.event === event).length
    const page = await openAs('officer')
    await opened(page, id)
    const takeBack = async () => {
        await page.getByRole('button', { name: /^撤销/ }).waitFor()
        await page.keyboard.press('z')
        await page.getByText(/^已撤销/).waitFor()
        await page.getByText(/^已撤销/).waitFor({ state: 'detached' })
    }
    await page.keyboard.press('i')
    const change = page.getByRole('dialog', { name: /轻重/ })
    await change.getByRole('radio', { name: '重要' }).check()
    await change.getByRole('textbox', { name: '原因' }).fill('水已漏到楼下')
    await page.keyboard.press('Control+Enter')
    await takeBack()
    expectEqual([(await matter()).importance, await told('complaint.importance_changed')], ['ordinary', 2], 'importance')

    const choose = async (key, dialog) => {
        await page.keyboard.press(key)
        const form = page.getByRole('dialog', { name: dialog })
        await form.getByRole('combobox', { name: '哪一件' }).click()
        await form.getByRole('combobox', { name: '哪一件' }).fill(other.number)
        await page.getByRole('option', { name: /厨房漏水没人来/ }).click()
        await form.getByRole('textbox', { name: '原因' }).fill('同一户同一件事')
        await page.keyboard.press('Control+Enter')
    }
    await choose('l', /关联/)
    await takeBack()
    expectEqual([(await matter()).connections.links.length, await told('complaint.linked'), await told('complaint.unlinked')], [0, 1, 1], 'the link')
    await choose('m', '并入另一件')
    await takeBack()
    expectEqual([(await matter()).connections.merged_into ?? null, await told('complaint.merged'), await told('complaint.unmerged')], [null, 1, 1], 'the merge')
}, { people: ['officer', 'hotline'] })

story('what was closed by the list, several at once, is opened again with Z', async (scene) => {
    const { openAs, expectEqual, staff } = scene
    const { client } = staff.officer
    const { id } = await recordMatter(scene, { kind: 'enquiry', subject: '装修手续怎么办' })
    for (const [noun, body] of [['answer', { text: '已经答复', channel: 'phone' }], ['agreement', { agreement: 'agreed' }]])
        await client.post(`/complaints/${id}/${noun}`, { version: (await client.get(`/complaints/${id}`)).version, ...body })
    const page = await openAs('officer')
    await page.goto('/complaints')
    await rowOf(page, '装修手续怎么办').waitFor()
    await page.keyboard.press('j')
    await page.keyboard.press('x')
    await page.keyboard.press('e')
    await page.getByRole('textbox', { name: '处理结果' }).fill('已答复')
    await page.keyboard.press('Control+Enter')
    // The matter has left the list behind the dialog, and the dialog still counts it.
    await rowOf(page, '装修手续怎么办').waitFor({ state: 'detached' })
    await page.getByText('1 件：办成 1，未办 0').waitFor()
    await page.getByRole('dialog').getByRole('button', { name: '关闭' }).last().click()
    await page.getByText('已办结 1 件').waitFor()
    await page.keyboard.press('z')
    await page.getByText('已撤销：1 件中 1 件恢复办理').waitFor()
    const { state, timeline } = await client.get(`/complaints/${id}`)
    expectEqual([state, timeline.filter((e) => ['complaint.closed', 'complaint.reopened'].includes(e.event)).length], ['recorded', 2], 'the matter')
}, { people: ['officer'] })

story('saved views stand in the menu and in the search box', async (scene) => {
    const { openAs, expectEqual, staff } = scene
    await recordMatter(scene)
    await staff.supervisor.client.post('/views', { name: '今日投诉', query: 'tab=due_today&kind=complaint', shared: true })
    const page = await openAs('officer')
    await openToday(page)
    await page.keyboard.press('Control+k')
    await page.getByRole('option', { name: /今日投诉/ }).waitFor()
    await page.getByRole('combobox', { name: '搜索' }).fill('今日')
    await page.getByRole('option', { name: /今日投诉/ }).waitFor()
    await page.getByRole('option', { name: /今日投诉/ }).click()
    await page.getByRole('heading', { level: 1, name: '投诉' }).waitFor()
    expectEqual(new URL(page.url()).search, '?tab=due_today&kind=complaint', 'what the search box opens')
    await openToday(page)
    await page.getByRole('list', { name: '常用视图' }).getByRole('link', { name: '今日投诉' }).click()
    await page.getByRole('button', { name: '今日投诉', exact: true, pressed: true }).waitFor()
}, { people: ['officer', 'supervisor'] })

story('a call that is owed stands once on Today, and the figure is what is listed', async (scene) => {
    const { openAs, expectEqual, staff } = scene
    const { client } = staff.officer
    const { id } = await recordMatter(scene)
    const step = async (noun, body) => client.post(`/complaints/${id}/${noun}`, { version: (await client.get(`/complaints/${id}`)).version, ...body })
    await step('verification', { substance: 'substantiated', finding: '接头老化', cause: '接头老化' })
    await step('reports', { to: 'department_director', text: '接头老化' })
    await step('answer', { channel: 'phone', text: '接头已更换' })
    await step('agreement', { agreement: 'agreed' })
    await step('closure', { outcome: '接头已更换' })
    // A guest who leaves is called as well (D10), and that is no complaint.
    const { unit } = scene.homes[1]
    const guest = await client.post('/persons', { name: '郭来宾', phones: ['13700001111'], unit, role: 'guest', since: '2026-11-20' })
    await client.post(`/persons/${guest.id}/role-endings`, { unit, role: 'guest', until: '2026-11-23' })
    const page = await openAs('officer')
    await openToday(page)
    const calls = page.getByRole('region', { name: '待回访' }).last()
    await calls.getByText('全部 2').waitFor()
    expectEqual(await calls.getByRole('listitem').count(), 2, 'calls that are listed')
    expectEqual(await page.getByRole('tab', { name: /^其他事项/ }).count(), 0, 'the calls among other work')
    const { debts, follow_ups: listed, follow_ups_total: total } = await client.get('/today')
    await page.goto(listed[0].call_path)
    await page.getByRole('region', { name: '回访引导' }).or(page.getByText('选第').first()).or(page.getByRole('button', { name: /转给同事/ })).first().waitFor()
    await page.keyboard.press('?')
    const list = page.getByRole('dialog', { name: '快捷键' })
    for (const word of ['转给同事', '选第 1 项', '保存', '返回']) await list.getByText(word, { exact: true }).waitFor()
    expectEqual([listed.length, total, debts.filter((d) => d.act === 'follow_up').length], [2, 2, 0], 'the answer')
}, { people: ['officer'] })

story('every act on a matter, in the list, on the sheet and in the form has its key in the list of keys', async (scene) => {
    const { openAs, expect, expectEqual, staff } = scene
    const { id } = await recordMatter(scene)
    const page = await openAs('manager')
    await opened(page, id)
    const list = page.getByRole('dialog', { name: '快捷键' })
    const keysOf = async () => {
        await page.keyboard.press('F1')
        await list.waitFor()
        const rows = await list.locator('dl > div').evaluateAll((all) => all.map((row) => [row.querySelector('dt').innerText.trim(), row.querySelector('dd').innerText.trim()]))
        await page.keyboard.press('Escape')
        await list.waitFor({ state: 'detached' })
        return new Map(rows.map(([key, word]) => [word, key]))
    }
    const words = await page.evaluate(async () => (await fetch('/api/complaints/' + location.pathname.split('/').at(-1))).json())
    const keys = await keysOf()
    expect(keys.size >= words.actions.length, `${words.actions.length} acts, ${keys.size} keys`)
    expectEqual(new Set(keys.values()).size, keys.size, 'no key means two things')
    // Each button says its key, and each key of an act that may be done opens what the button opens.
    await page.getByRole('button', { name: '更多' }).click()
    for (const item of await page.getByRole('menuitem').all()) expect(await item.locator('kbd').count(), `${await item.innerText()} has no key`)
    await page.keyboard.press('Escape')
    for (const [key, dialog] of [['h', '转交其他部门'], ['w', '客户撤回'], ['j', '另一户反映同一件事'], ['a', '派定经办人']]) {
        await page.keyboard.press(key)
        await page.getByRole('dialog', { name: dialog }).waitFor()
        await page.getByRole('dialog').getByRole('button', { name: /取消/ }).click()
        await page.getByRole('dialog').waitFor({ state: 'detached' })
    }
    await page.keyboard.press('b')
    await page.getByRole('textbox', { name: /记录|备注/ }).first().waitFor()
    await page.goto('/complaints')
    await page.getByRole('heading', { level: 1, name: '投诉' }).waitFor()
    const inList = await keysOf()
    for (const word of ['选中', '选中本页', '批量派单', '批量备注', '批量办结', '打印所选', '筛选', '下一页', '上一页', '存为视图', '已办结', '全部']) expect(inList.has(word), `the list has no key for ${word}`)
    await page.keyboard.press('j')
    await page.keyboard.press('x')
    await page.keyboard.press('b')
    await page.getByRole('dialog', { name: /批量备注/ }).waitFor()
    await page.keyboard.press('Escape')
    await page.keyboard.press('n')
    const form = page.getByRole('dialog', { name: '登记' })
    await form.getByRole('combobox', { name: /哪一户/ }).waitFor()
    const inForm = await keysOf()
    for (const [word, key] of [['保存', 'Ctrl ↵'], ['添加附件', 'Alt F']]) expect([...inForm.values()].includes(key), `the form has no ${key} for ${word}`)
    await page.keyboard.press('Alt+h')
    await form.getByRole('textbox', { name: /来人姓名/ }).first().waitFor()
    expect(staff.manager, 'nobody is there')
}, { people: ['officer', 'manager'] })
