// Matters that belong together: noticed while recording, joined, merged, split, back again, and counted on the board.
import { story } from './harness.mjs'
import { openToday, recordMatter } from './matters.mjs'

const settle = async (client, id) => {
    const version = async () => (await client.get(`/complaints/${id}`)).version
    await client.post(`/complaints/${id}/verification`, { version: await version(), substance: 'substantiated', finding: '接头老化', cause: '接头老化' })
    await client.post(`/complaints/${id}/reports`, { version: await version(), to: 'department_director', text: '接头老化' })
    await client.post(`/complaints/${id}/answer`, { version: await version(), channel: 'phone', text: '接头已更换' })
    await client.post(`/complaints/${id}/agreement`, { version: await version(), agreement: 'agreed' })
    await client.post(`/complaints/${id}/closure`, { version: await version(), outcome: '接头已更换' })
}

story('a neighbour calls about the same leak and is added to it instead of a second matter', async (scene) => {
    const { openAs, staff, expect, expectEqual } = scene
    const { id, number } = await recordMatter(scene, { subject: '三栋走廊水管爆裂' })
    const page = await openAs('hotline')
    await openToday(page)
    await page.keyboard.press('n')
    const form = page.getByRole('dialog', { name: '登记' })
    await form.getByRole('combobox', { name: /哪一户/ }).fill('1205')
    await form.getByRole('option', { name: /1205/ }).click()
    await form.getByRole('textbox', { name: '事由' }).fill('走廊的水管爆裂了')
    const likely = form.getByRole('region', { name: '像是同一件事' })
    await likely.getByRole('link', { name: '三栋走廊水管爆裂' }).waitFor()
    await likely.getByText('同一栋').waitFor()
    await likely.getByRole('button', { name: '就是这件，记上这一户' }).click()
    await page.getByRole('heading', { level: 1, name: '三栋走廊水管爆裂' }).waitFor()
    await page.getByRole('region', { name: '有关的事' }).getByText('3栋1205').waitFor()
    const { rows } = await staff.hotline.client.get('/complaints?tab=all')
    expectEqual(rows.map((row) => row.number), [number], 'a second matter was made')
    const { connections, owed } = await staff.officer.client.get(`/complaints/${id}`)
    expectEqual(connections.reporters.length, 1, 'households that reported along')
    expect(owed.some((one) => one.act === 'tell_also_reported' && one.state === 'open'), 'nobody owes the neighbour an answer')
}, { people: ['officer', 'hotline'] })

story('one household was taken down twice: merged with M, and one row stays in the queue', async (scene) => {
    const { openAs, staff, expectEqual } = scene
    const first = await recordMatter(scene, { subject: '厨房水管漏水' })
    const second = await recordMatter(scene, { by: 'hotline', subject: '厨房漏水没人来' })
    const page = await openAs('officer')
    await page.goto(`/complaints/${second.id}`)
    await page.getByRole('heading', { level: 1, name: '厨房漏水没人来' }).waitFor()
    await page.keyboard.press('m')
    const dialog = page.getByRole('dialog', { name: '并入另一件' })
    await dialog.getByRole('combobox', { name: '哪一件' }).click()
    await dialog.getByRole('combobox', { name: '哪一件' }).fill(first.number)
    await page.getByRole('option', { name: /厨房水管漏水/ }).click()
    await dialog.getByRole('textbox', { name: '原因' }).fill('同一户同一件事')
    await page.keyboard.press('Control+Enter')
    await page.getByText(`已并入 ${first.number}，调查和处理在那边进行。`).waitFor()
    await settle(staff.officer.client, first.id)
    expectEqual((await staff.officer.client.get(`/complaints/${second.id}`)).state, 'closed', 'the merged matter after the other closed')
}, { people: ['officer', 'hotline'] })

story('what came back within ninety days stands on both matters and waits for the supervisor', async (scene) => {
    const { openAs, staff, moveClockTo } = scene
    const first = await recordMatter(scene, { subject: '厨房水管漏水' })
    await settle(staff.officer.client, first.id)
    await moveClockTo('2026-12-07T09:00:00+08:00')
    await recordMatter(scene, { subject: '厨房水管又漏水了' })
    const page = await openAs('supervisor')
    await page.goto('/recurrences')
    await page.getByRole('heading', { level: 1, name: '再次发生' }).waitFor()
    await page.getByRole('link', { name: '查明原因' }).click()
    const dialog = page.getByRole('dialog', { name: '查明再次发生的原因' })
    await dialog.getByRole('textbox', { name: '为什么又发生' }).fill('整段管道老化')
    await dialog.getByRole('textbox', { name: '怎样防止再发生' }).fill('更换整段管道')
    await page.keyboard.press('Control+Enter')
    await page.getByRole('region', { name: '有关的事' }).getByText(/查明 · 整段管道老化/).waitFor()
    await page.goto(`/complaints/${first.id}`)
    await page.getByRole('region', { name: '有关的事' }).getByText('厨房水管又漏水了').waitFor()
}, { people: ['officer', 'supervisor'] })

story('three households tell the same thing: the board shows it, and every figure opens as many rows', async (scene) => {
    const { openAs, expectEqual } = scene
    for (const [index, home] of scene.homes.entries())
        await recordMatter(scene, { subject: '半夜施工噪音太吵睡不着', text: `第${index + 1}户：半夜施工噪音太吵，睡不着觉。`, unit: home.unit, person: home.person })
    const page = await openAs('supervisor')
    await page.goto('/hot-spots')
    const table = page.getByRole('region', { name: '说的是同一件事' })
    const row = table.getByRole('row').filter({ hasText: '半夜施工噪音太吵睡不着' })
    await row.waitFor()
    await row.getByRole('link', { name: /户数 3$/ }).click()
    await page.getByText('3 件', { exact: true }).waitFor()
    expectEqual(await page.getByRole('link', { name: '半夜施工噪音太吵睡不着' }).count(), 3, 'rows behind the figure')
    await page.keyboard.press('Escape')
    await page.getByRole('heading', { level: 1, name: '热点' }).waitFor()
}, { people: ['officer', 'supervisor'] })

story('one letter with two points is split with S, and the part is due no later than the whole', async (scene) => {
    const { openAs, staff, expect } = scene
    const { id } = await recordMatter(scene, { subject: '电梯异响，门禁也坏了' })
    const page = await openAs('officer')
    await page.goto(`/complaints/${id}`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.keyboard.press('s')
    const dialog = page.getByRole('dialog', { name: '拆成几件' })
    await dialog.getByRole('textbox', { name: '是什么事' }).fill('门禁刷卡没反应')
    await dialog.getByRole('textbox', { name: '原因' }).fill('一封信两件事')
    await page.keyboard.press('Control+Enter')
    await page.getByRole('region', { name: '有关的事' }).getByRole('link', { name: '门禁刷卡没反应' }).click()
    await page.getByRole('heading', { level: 1, name: '门禁刷卡没反应' }).waitFor()
    const whole = await staff.officer.client.get(`/complaints/${id}`)
    const part = await staff.officer.client.get(new URL(page.url()).pathname)
    const due = (matter, act) => matter.owed.find((one) => one.act === act && one.clause === 'D16').due_at
    expect(due(part, 'answer') <= due(whole, 'answer'), 'splitting gave more time')
}, { people: ['officer'] })
