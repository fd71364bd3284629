// Where words reach a customer besides the composer (F5.1), the guide beside the call (J1–J8), the numbers of the yearly
// plan (D9), and the call that each household is owed which joined a matter (D11).
import { story } from './harness.mjs'
import { openToday, recordMatter } from './matters.mjs'

const answered = async (scene) => {
    const made = await recordMatter(scene)
    const { client } = scene.staff.officer
    const step = async (noun, body) => client.post(`/complaints/${made.id}/${noun}`, body)
    await step('verification', { version: 1, substance: 'substantiated', finding: '接口老化' })
    const version = async () => (await client.get(`/complaints/${made.id}`)).version
    await step('reports', { version: await version(), to: 'department_director', text: '接口老化' })
    await step('answer', { version: await version(), channel: 'phone', text: '已更换' })
    await step('agreement', { version: await version(), agreement: 'agreed' })
    return { ...made, version }
}

story('a forbidden outcome is held back when a matter is closed from the queue, and goes out with its reason', async (scene) => {
    const { openAs, expect } = scene
    const { id } = await answered(scene)
    const page = await openAs('officer')
    await openToday(page)
    await page.getByRole('row', { name: /厨房水管漏水/ }).first().click()
    await page.getByRole('region', { name: '最近的经过' }).getByRole('button', { name: /办结/ }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox').first().fill('随便换了一个，我们不管以后')
    const hits = dialog.getByRole('status', { name: '不能对客户说的话' })
    await hits.getByText('F5.1', { exact: true }).first().waitFor()
    await dialog.getByRole('textbox').first().press('Control+Enter')
    const reason = dialog.getByRole('textbox', { name: /仍要这样说的理由/ })
    await reason.waitFor()
    await reason.fill('住户原话照录')
    // The row leaves at once; the answer comes after it.
    await Promise.all([page.waitForResponse((answer) => answer.url().endsWith(`/complaints/${id}/closure`) && answer.ok()), reason.press('Control+Enter')])
    await page.getByText(/已办结/).first().waitFor()
    const seen = await scene.staff.officer.client.get(`/complaints/${id}`)
    expect(seen.state === 'closed', 'the matter is not closed')
    expect(seen.timeline.some((one) => one.event === 'wording.sent_anyway'), 'nothing says that it was said anyway')
}, { people: ['officer'] })

story('each household that joined is owed a call, the guide stands beside it, and the plan opens its rows', async (scene) => {
    const { openAs, expect, expectEqual } = scene
    const made = await answered(scene)
    const { client } = scene.staff.officer
    await client.post(`/complaints/${made.id}/reporters`, { caller_name: '陈先生', caller_phone: '13800138000', source: 'phone', text: '楼上也漏' })
    const reporter = (await client.get(`/complaints/${made.id}`)).connections.reporters[0].id
    await client.post(`/complaints/${made.id}/tellings`, { reporter, channel: 'phone', text: '已更换' })
    await client.post(`/complaints/${made.id}/closure`, { version: await made.version(), outcome: '已更换接口' })
    const page = await openAs('officer')
    await page.goto(`/complaints/${made.id}`)
    const together = page.getByRole('region', { name: '有关的事' })
    await together.getByRole('link', { name: /回访应于/ }).click()
    await page.getByText('同报的住户', { exact: true }).waitFor()
    const guide = page.getByRole('region', { name: '问法提示' })
    await guide.getByText('D17', { exact: true }).waitFor()
    await page.keyboard.press('F9')
    await guide.getByRole('button', { pressed: true }).first().waitFor()
    await page.keyboard.press('1')
    await page.keyboard.press('1')
    await page.getByRole('textbox', { name: '客户的话' }).first().fill('已经好了，谢谢')
    await page.keyboard.press('Control+Enter')
    await page.getByText(/用过：/).waitFor()
    const sheets = (await client.get(`/complaints/${made.id}/follow-ups`)).sheets
    expectEqual(sheets.map((one) => [!!one.reporter, one.state]), [[false, 'open'], [true, 'done']], 'one call settled another')
    await page.goto('/follow-up-plan')
    const kind = page.getByRole('region', { name: /^投诉/ }).first()
    await kind.getByRole('button', { name: '应访尽访 2' }).click()
    await page.getByText(/时限在本年的回访：2 项/).waitFor()
    expectEqual(await page.getByRole('region', { name: '时限在本年的回访' }).getByRole('row').count(), 3, 'the number is not the list')
    expect(page.url().includes('figure=due'), 'the rows have no address')
}, { people: ['officer'] })
