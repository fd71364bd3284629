// What others do and what time does arrives without a reload.
import { story } from './harness.mjs'
import { openToday, recordMatter, rowOf } from './matters.mjs'

story('at midnight the desk turns red by itself and the supervisor sees what climbed', async (scene) => {
    const { openAs, expect, moveClockTo } = scene
    await recordMatter(scene)
    const desk = await openAs('officer')
    const above = await openAs('supervisor')
    await openToday(desk)
    await openToday(above)
    const row = rowOf(desk, '厨房水管漏水')
    await row.waitFor()
    expect(!(await row.getByText('已超时').count()), 'the matter is late before its time')
    await moveClockTo('2026-11-24T00:00:00+08:00')
    await row.getByText('已超时').waitFor()
    await desk.getByText('1 件已超时').waitFor()
    await above.getByRole('banner').getByRole('button', { name: /提醒.*[1-9]/ }).click()
    await above.getByRole('region', { name: '提醒' }).getByRole('link', { name: /厨房水管漏水.*当天核实.*林晓芸/ }).waitFor()
}, { people: ['officer', 'supervisor'] })

story('what one officer records arrives at the other, whose cursor stays on its matter', async (scene) => {
    const { openAs, expect, server } = scene
    await recordMatter(scene, { subject: '先来的事' })
    await recordMatter(scene, { subject: '正在看的事' })
    const page = await openAs('supervisor')
    await openToday(page)
    await page.getByRole('tab', { name: /^本组/ }).click()
    await rowOf(page, '正在看的事').click()
    const at = page.locator('tr[aria-current="true"]')
    await at.filter({ hasText: '正在看的事' }).waitFor()
    await page.evaluate(() => (window.stillTheSamePage = true))
    // Promised in an hour, it is due first and comes to stand above the others.
    await recordMatter(scene, { subject: '别人新登记的急事', promised_at: new Date('2026-11-23T09:00:00+08:00').getTime() })
    await rowOf(page, '别人新登记的急事').waitFor()
    const rows = await page.getByRole('row').allInnerTexts()
    expect(rows[1].includes('别人新登记的急事'), 'what is due first does not stand first')
    expect((await at.innerText()).includes('正在看的事'), 'the cursor left its matter')
    expect(await page.evaluate(() => window.stillTheSamePage), 'the page was loaded anew')
    expect(server.url, 'there is no server')
}, { people: ['officer', 'supervisor'] })

story('a change in a second window is told, and no typed word is lost', async (scene) => {
    const { openAs, expectEqual, staff } = scene
    const { id } = await recordMatter(scene)
    const page = await openAs('officer')
    page.allow(/409/)
    await page.goto(`/complaints/${id}`)
    await page.getByRole('heading', { level: 1, name: '厨房水管漏水' }).waitFor()
    await page.keyboard.press('v')
    const typed = '写了很久的核实结果，一个字也不能丢'
    await page.getByRole('textbox', { name: '核实', exact: true }).fill(typed)
    const { version } = await staff.supervisor.client.get(`/complaints/${id}`)
    await staff.supervisor.client.post(`/complaints/${id}/importance`, { version, importance: 'important', severity: 'serious', reason: '水已漏到楼下' })
    await page.getByText('别人刚刚改动过').waitFor()
    await page.getByRole('alert').getByText(/陈国栋/).waitFor()
    expectEqual(await page.getByRole('textbox', { name: '核实', exact: true }).inputValue(), typed, 'the words')
    await page.keyboard.press('Control+Enter')
    const again = page.getByRole('button', { name: '按最新的情况再保存' })
    const done = page.getByRole('listitem').filter({ hasText: typed })
    await again.or(done).first().waitFor()
    if (await again.isVisible()) await again.click()
    await done.waitFor()
}, { people: ['officer', 'supervisor'] })

story('a reminder of the system is no change by somebody else', async (scene) => {
    const { openAs, expect, moveClockTo } = scene
    const { id } = await recordMatter(scene)
    const page = await openAs('officer')
    await page.goto(`/complaints/${id}`)
    await page.getByRole('heading', { level: 1, name: '厨房水管漏水' }).waitFor()
    await page.keyboard.press('v')
    await page.getByRole('textbox', { name: '核实', exact: true }).fill('正在写的核实结果')
    // At midnight D4 runs out: the clock turns red and the next post is told.
    await moveClockTo('2026-11-24T00:00:00+08:00')
    await page.getByRole('region', { name: '时限' }).getByText(/已到期/).first().waitFor()
    await page.getByText('已经超时。').first().waitFor()
    expect(!(await page.getByText('别人刚刚改动过').count()), 'a reminder was told as a change by somebody else')
}, { people: ['officer', 'supervisor'] })
