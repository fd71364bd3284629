// What is never said to a customer, in the dialogs that speak to one: sending a submission back, the call to whoever was let
// down, and closing several at once (F5.1, D2, F3). The hit names its clause and what to say instead; without a reason nothing
// goes out; with one it does, and quality reviews it.
import { story } from './harness.mjs'
import { recordMatter } from './matters.mjs'

const people = ['officer', 'supervisor', 'manager']

const publicly = async (scene, path, body, link = '') => {
    const reply = await fetch(`${scene.server.url}/api/public${path}`, {
        method: 'POST', headers: { 'content-type': 'application/json', ...(link ? { 'Huiyin-Link': link } : {}) }, body: JSON.stringify(body),
    })
    if (!reply.ok) throw new Error(`${path} answered ${reply.status}: ${await reply.text()}`)
    return reply.json()
}
const handIn = async (scene) => {
    const { client } = scene.staff.supervisor
    await client.put('/public-desk/office', { version: 0, address: '3栋一层客服中心', phone: '0756-8123456', hours: '', web_address: '' })
    const { code } = await client.post('/posters', { place_kind: 'site' })
    const attempt = Array.from({ length: 32 }, () => Math.floor(Math.random() * 16).toString(16)).join('')
    return publicly(scene, `/places/${code}/submissions`, { attempt, kind: 'complaint', text: '外墙渗水，阳台一直湿。', language: 'zh_Hans' })
}
// A matter that only has to be closed.
const ready = async (scene, subject, id, version = 1) => {
    const { client } = scene.staff.officer
    if (!id) ({ id, version } = await recordMatter(scene, { subject }))
    const step = async (noun, body) => ({ version } = await client.post(`/complaints/${id}/${noun}`, { version, ...body }))
    await step('verification', { substance: 'substantiated', finding: '防水层老化' })
    await step('reports', { to: 'department_director', text: '已核实' })
    await step('answer', { channel: 'phone', text: '防水层本周重做。' })
    await step('agreement', { agreement: 'agreed', reason: '' })
    return { id, version }
}
// The hit as it is typed: the phrase, its clause, and what to say instead.
const marked = async (dialog, phrase) => {
    const hits = dialog.getByRole('status', { name: '不能对客户说的话' })
    await hits.getByText(phrase, { exact: true }).waitFor()
    await hits.getByText('F5.1', { exact: true }).waitFor()
    await hits.getByText(/替您联系/).waitFor()
    return hits
}
const reasonOf = (dialog) => dialog.getByRole('textbox', { name: /仍要这样说的理由/ })
const reviewed = async (scene, words, reason) => {
    const page = await scene.openAs('manager')
    await page.goto('/wording')
    await page.getByText(reason).first().waitFor()
    await page.getByText(words, { exact: false }).first().waitFor()
    const { rows } = await scene.staff.manager.client.get('/wording/reviews')
    return rows
}

story('a submission is not sent back in forbidden words without a reason', async (scene) => {
    const { openAs, expect, expectEqual, staff } = scene
    await handIn(scene)
    const page = await openAs('officer')
    page.allow(/409/)
    await page.goto('/public-desk')
    await page.getByRole('button', { name: '不受理', exact: true }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('告诉住户').fill('外墙的事我 们 不 管。')
    await marked(dialog, '我 们 不 管')
    expect(!(await reasonOf(dialog).count()), 'no reason is asked for before anything was held back')
    await dialog.getByRole('button', { name: '不受理' }).click()
    await reasonOf(dialog).waitFor()
    await dialog.getByRole('button', { name: '不受理' }).click()
    await dialog.getByRole('alert').waitFor()
    const waiting = async () => (await staff.officer.client.get('/submissions')).rows.length
    expectEqual(await waiting(), 1, 'without a reason it still waits')
    await reasonOf(dialog).fill('住户要求照原话回复')
    await dialog.getByRole('button', { name: '不受理' }).click()
    await page.getByText('已退回 1 件').waitFor()
    expectEqual(await waiting(), 0, 'it went back')
    const rows = await reviewed(scene, '我 们 不 管', '住户要求照原话回复')
    expectEqual(rows.length, 1, 'one text to review')
    expectEqual(rows[0].hits.map((hit) => hit.clause), ['F5.1'], 'with its clause')
}, { people })

story('whoever was let down is not called in forbidden words without a reason', async (scene) => {
    const { openAs, expectEqual, staff } = scene
    const { link } = await handIn(scene)
    const officer = staff.officer.client
    const waiting = (await officer.get('/submissions')).rows[0]
    const category = (await officer.get('/categories')).categories.find((one) => one.name === '漏水渗水').id
    const taken = await officer.post(`/submissions/${waiting.id}/acceptance`, { version: waiting.version, kind: 'complaint', category, subject: '外墙渗水' })
    const { id } = taken.complaint ? { id: taken.complaint } : (await officer.get('/complaints')).rows[0]
    const closing = await ready(scene, '', id, (await officer.get(`/complaints/${id}`)).version)
    await officer.post(`/complaints/${id}/closure`, { version: closing.version, outcome: '已重做防水' })
    await publicly(scene, '/matter/rating', { grade: 'dissatisfied', words: '等了一周' }, link)

    const page = await openAs('supervisor')
    page.allow(/409/)
    await page.goto('/satisfaction')
    await page.getByRole('button', { name: '要致电 1 位' }).click()
    await page.getByRole('button', { name: '记录致电' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('怎么说的').fill('告诉住户外墙我们不管。')
    await marked(dialog, '我们不管')
    await dialog.getByRole('button', { name: '保存' }).click()
    await reasonOf(dialog).waitFor()
    await dialog.getByRole('button', { name: '保存' }).click()
    await dialog.getByRole('alert').waitFor()
    await reasonOf(dialog).fill('电话录音原话，需照录')
    await dialog.getByRole('button', { name: '保存' }).click()
    await page.getByRole('button', { name: '要致电 0 位' }).waitFor()
    const rows = await reviewed(scene, '告诉住户外墙我们不管', '电话录音原话，需照录')
    expectEqual(rows.length, 1, 'one text to review')
}, { people })

story('several are not closed in forbidden words without a reason', async (scene) => {
    const { openAs, expectEqual, staff } = scene
    const ids = []
    for (const subject of ['外墙渗水一', '外墙渗水二']) ids.push((await ready(scene, subject)).id)
    const page = await openAs('officer')
    page.allow(/409/)
    await page.goto('/complaints')
    await page.getByRole('row').filter({ hasText: '外墙渗水二' }).waitFor()
    // The first row is chosen already.
    for (const key of ['x', 'j', 'x']) await page.keyboard.press(key)
    await page.getByText('已选 2 件').waitFor()
    await page.keyboard.press('e')
    const dialog = page.getByRole('dialog', { name: '批量办结：2 件' })
    await dialog.getByLabel('处理结果').fill('外墙归开发商，我们不管。')
    await marked(dialog, '我们不管')
    await page.keyboard.press('Control+Enter')
    await reasonOf(dialog).waitFor()
    await dialog.getByText('2 件：办成 0，未办 2').waitFor()
    await dialog.getByRole('button', { name: /再试未办的 2 件/ }).click()
    await dialog.locator('button:disabled').waitFor({ state: 'detached' })
    await dialog.getByText('2 件：办成 0，未办 2').waitFor()
    const states = async () => Promise.all(ids.map(async (id) => (await staff.officer.client.get(`/complaints/${id}`)).state))
    expectEqual(await states(), ['answered', 'answered'], 'without a reason nothing is closed')
    await reasonOf(dialog).fill('开发商函件原文')
    await page.keyboard.press('Control+Enter')
    await dialog.getByText('2 件：办成 2，未办 0').waitFor()
    expectEqual(await states(), ['closed', 'closed'], 'with one both are')
    const rows = await reviewed(scene, '外墙归开发商，我们不管', '开发商函件原文')
    expectEqual(rows.length, 2, 'each is reviewed by itself')
}, { people })
